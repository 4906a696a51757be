"""The command line of the shop: `python shop.py --help` says what it can do."""

from commands.shell import shop

if __name__ == "__main__":
    shop(prog_name="shop.py")
