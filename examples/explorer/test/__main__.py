# SPDX-License-Identifier: MIT
"""Uses the explorer as a person does: python3 test PART PAGE.html CURVE ROOT

PART is what of it. CURVE is the example curve, whose rates those of the page must be; ROOT has the library.
"""

import pathlib
import sys

sys.dont_write_bytecode = True
try:
    import output
    import page
    import people
    import plans
    import rates
except ImportError as error:
    if error.name != "selenium":
        raise
    print("skipped: apt-get install python3-selenium")
    sys.exit()


def main(part, file, curve, root):
    if not page.chromium.exists() or not page.driver.exists():
        print("skipped: apt-get install chromium chromium-driver")
        return
    test = next(getattr(module, part) for module in (plans, output, people, rates) if hasattr(module, part))
    with page.Page(file) as shown:
        given = {"page": shown, "curve": curve, "root": pathlib.Path(root)}
        test(*[given[name] for name in test.__code__.co_varnames[:test.__code__.co_argcount]])


if __name__ == "__main__":
    main(*sys.argv[1:])
