"""What a workbook may cost, and where the child process leaves its result; read by both sides."""

MEMORY = 1 << 30
SECONDS = 60
RESULT = "sheets.json"
