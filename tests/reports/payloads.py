"""Text that a spreadsheet would run if it were let: what a hostile item title or shop name may hold."""

PAYLOADS = (
    "=1+1", "=cmd|' /C calc'!A0", '=HYPERLINK("http://example.invalid","点我")', "=SUM(A1:A9)", "=A1",
    '=IMPORTXML("http://example.invalid","//a")', "=DDE(\"cmd\";\"/C calc\";\"x\")", "==1", "=-1+1", "= 1",
    "+1+1", "+cmd|' /C calc'!A0", "+SUM(1)", "-1+1", "-2+3+cmd|' /C calc'!A0", "-", "--", "@SUM(1+1)", "@A1",
    "\t=1+1", "\r=1+1", "\n=1+1", " =1+1", "   @SUM(1)", "\u3000=1+1", "\u00a0=1+1", "\ufeff=1+1",
    "|cmd", "%0A=1", "＝1+1", "＋1", "－1", "＠SUM(1)",
    "http://example.invalid/", "https://example.invalid/a?b=c", "mailto:a@example.invalid", "ftp://example.invalid/",
    "internal:摘要!A1", "external:C:\\temp\\a.xlsx",
)  # fmt: skip
