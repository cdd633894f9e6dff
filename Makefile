# 골목회의 · Golmok: everything you do with the project, in one place. `make` alone shows the list.
.DEFAULT_GOAL := help
.PHONY: help run test fault audit check seed format docs pictures lock bench clean environment dev
BIN := .venv/bin
FLASK := $(BIN)/flask --app app

help: ## 이 목록을 보여 줍니다 · show this list
	@awk -F ':.*## ' '/^[a-z]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

run: environment ## 보기 동네와 함께 서비스를 켭니다 · start Golmok, with the demo town on the first start
	@exec $(FLASK) serve --demo

test: dev ## 모든 시험: SQLite, 브라우저, PostgreSQL · every test: SQLite, browser, PostgreSQL
	@scripts/test-machine.sh
	@scripts/test.sh

fault: dev ## 투표함을 고장 속에서 시험합니다(두세 시간) · prove the ballot box under faults, two or three hours
	@scripts/test-machine.sh
	@scripts/fault.sh

audit: ## 남이 만든 프로그램으로도 세어 견줍니다(15분 안) · hold our counts against other people's, within 15 minutes
	@scripts/environment.sh audit
	@.venv-audit/bin/python -m pytest -q tests/audit
	@.venv-audit/bin/python -m tests.audit

check: dev ## 시험 말고 모든 점검(90초 안) · everything but the tests, within 90 seconds
	@$(BIN)/python scripts/check.py

seed: environment ## 보기 동네를 다시 채웁니다 · fill the demo town
	@$(FLASK) seed

format: dev ## 코드 모양을 고릅니다 · put the code in its usual shape
	@$(BIN)/ruff check --fix --show-fixes .
	@$(BIN)/ruff format .

docs: dev ## docs/reference를 코드에서 다시 씁니다 · write docs/reference anew from the code
	@$(FLASK) docs

pictures: dev ## 문서의 화면 사진을 다시 찍습니다 · take the pictures of the documentation again
	@scripts/test-machine.sh
	@GOLMOK_PICTURES=1 $(BIN)/pytest -m browser

lock: dev ## 의존성을 새로 고정합니다(UPGRADE=1이면 새 판으로) · pin the dependencies (UPGRADE=1 for newer ones)
	@scripts/lock.sh $(if $(UPGRADE),--upgrade)

bench: dev ## 부하와 속도를 잽니다 · measure load and speed
	@$(BIN)/python -m benchmarks

clean: ## 만들어진 파일을 지웁니다(자료는 두고) · remove what was made, keep the data
	@rm -rf .venv .venv-audit .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache .coverage .coverage.* htmlcov
	@rm -f app/translations/.compiled
	@find app/translations -name '*.mo' -exec rm -f {} + 2>/dev/null || true
	@find . -name __pycache__ -type d -not -path './node_modules/*' -prune -exec rm -rf {} +

environment:
	@scripts/environment.sh run

dev:
	@scripts/environment.sh dev
