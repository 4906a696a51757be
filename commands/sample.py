"""`shop.py sample`: the exports of an invented shop, to try everything with."""
import click

from commands.call import Call, common


@click.command("sample")
@common
def command(call: Call) -> None:
    """X"""
