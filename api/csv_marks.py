"""What every CSV file of ours begins with, and what would be a formula in it."""

BYTE_ORDER_MARK = b"\xef\xbb\xbf"
"""Without it Excel takes Chinese for something else."""
FORMULA = r"^([=+\-@\t\r\n＝＋－＠])"
"""What a spreadsheet would run, were it to come first in a cell of text."""
