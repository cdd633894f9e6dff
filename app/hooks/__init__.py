"""소식 보내기(웹훅): what everybody may read goes, signed and retried, to addresses that people have named."""
