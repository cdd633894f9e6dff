"""The house rules that no linter knows, as functions from source to offences; the tests are one level up."""
