#!/usr/bin/env python
"""Django's command line. It starts the embedded database for the commands that need one."""

import os
import sys


def main() -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "newsroom.settings")
    from newsroom import command_line

    command_line.run(sys.argv)


if __name__ == "__main__":
    main()
