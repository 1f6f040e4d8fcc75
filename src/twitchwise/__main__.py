"""`python -m twitchwise` is the command `twitchwise`."""

from twitchwise.cli import main

if __name__ == "__main__":
    main()
