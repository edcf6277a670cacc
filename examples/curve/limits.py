# SPDX-License-Identifier: MIT
"""What a file, a pipe, a disk or a signal may do to the example CURVE: limits.py CURVE [--long].

No process may take more than half a GiB of memory. --long kills it 100 times, not 10, and asks for 10^8 rows."""

import contextlib
import os
import pathlib
import random
import resource
import signal
import subprocess
import sys
import tempfile
import time

CURVE, IS_LONG = sys.argv[1], '--long' in sys.argv
RISE = '{"linear": {"from": 0, "to": 1, "steps": 100000000}}'
SILENT = subprocess.DEVNULL


def start(*words, seconds=20, **streams):
    """curve with these words, which may take so much time of a processor."""
    def limit():
        signal.signal(signal.SIGPIPE, signal.SIG_DFL)  # Python ignores it, and so would curve
        resource.setrlimit(resource.RLIMIT_AS, (2 ** 29, 2 ** 29))
        resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    streams = {'stdin': SILENT, 'stdout': subprocess.PIPE, 'stderr': subprocess.PIPE} | streams
    return subprocess.Popen([CURVE, *words], preexec_fn=limit, text=True, **streams)


def must_end(status, output, error, *words, **options):
    process = start(*words, **options)
    found = process.communicate()
    assert (process.returncode, *found) == (status, output, error), ([word[:100] for word in words], process.returncode, *found)


def endless_input():
    """What is too long is refused, and not read to its end: of a GiB no more than what curve and the pipe hold."""
    too_long = '/: must not be longer than 16 MiB\n'
    must_end(2, '', too_long, '@/dev/zero', seconds=3)
    process, written = start('-', stdin=subprocess.PIPE, seconds=3), 0
    with contextlib.suppress(BrokenPipeError):
        while written < 2 ** 30:
            written += os.write(process.stdin.fileno(), b' ' * 2 ** 16)
    process.stdin.close()
    assert process.wait() == 2 and process.stderr.read() == too_long and written < 2 ** 25, written


def deep_input():
    """An edit in an edit, as deep as may be, is read soon; what is deeper, or has no end, is refused."""
    too_deep = '/: must not be nested more than 400 levels deep\n'
    one, still = '{"constant": {"value": 1}}', '{"linear": {"from": 1, "to": 1, "steps": 1}}'
    for around in ('{"warmup_precedes": {"warmup": %s, "schedule": PLAN}}' % still,
                   '{"warmup_multiplies": {"warmup": %s, "schedule": PLAN}}' % still,
                   '{"warmup_replaces": {"warmup": %s, "schedule": PLAN}}' % still,
                   '{"switch_at": {"schedule": PLAN, "at": 5, "tail": %s}}' % one,
                   '{"switch_at": {"schedule": %s, "at": 5, "tail": PLAN}}' % one,
                   '{"decay_from": {"schedule": PLAN, "at": 5, "ramp": %s}}' % still,
                   '{"crossfade": {"schedule": PLAN, "at": 5, "into": %s, "steps": 1}}' % one,
                   '{"override_between": {"schedule": PLAN, "from": 5, "to": 6, "other": %s}}' % one,
                   '{"take": {"schedule": PLAN, "count": 9}}',
                   '{"sequence": [PLAN]}',
                   '{"sum": [PLAN]}'):
        levels = around.split('PLAN')
        deep = lambda count: levels[0] * count + one + levels[1] * count
        must_end(0, 'step,lr\n3,1\n', '', deep(199), '--at', '3', seconds=3)
        must_end(2, '', too_deep, deep(201), '--at', '3', seconds=3)
    for opening in '[', '{"a":', '{"scale": {"schedule": ':
        pathlib.Path('deep.json').write_text(opening * 500_000)
        must_end(2, '', too_deep, '@deep.json', seconds=3)


def lost_output():
    """Where the disk is full, or nobody listens, it stops long before the last row."""
    with open('/dev/full', 'w', encoding='ascii') as full:
        must_end(1, None, 'curve: cannot write to standard output\n', RISE, stdout=full, seconds=3)
    process = start(RISE, seconds=3)
    assert process.stdout.readline() == 'step,lr\n'
    process.stdout.close()
    assert process.wait() == -signal.SIGPIPE and process.stderr.read() == ''
    must_end(1, '', 'curve: /dev/full: cannot be written: No space left on device\n', RISE, '--svg', '/dev/full')


def own_input():
    """A picture does not take the place of a plan that it shows, by whatever name."""
    plan = pathlib.Path('plan.json')
    plan.write_text(RISE)
    pathlib.Path('link.json').symlink_to(plan)
    for spec, picture in ('plan.json', './plan.json'), ('link.json', 'plan.json'), ('plan.json', 'link.json'):
        must_end(2, '', 'curve: --svg must not replace a SPEC\n', RISE, '@' + spec, '--svg', picture)
    assert plan.read_text() == RISE


def killed():
    """Whenever it is killed, and every other time while it writes, there is the old picture or the new one."""
    chance, picture = random.Random(1), pathlib.Path('picture.svg')
    begun = time.monotonic()
    drawing = RISE, '--steps', '1000', '--svg', 'picture.svg'
    must_end(0, '', '', *drawing)
    usual, new, old = time.monotonic() - begun, picture.read_text(), 'the old picture\n'
    found = []
    for kill in range(100 if IS_LONG else 10):
        picture.write_text(old)
        process = start(*drawing)
        if kill % 2 == 0:
            time.sleep(chance.uniform(0, usual))
        while kill % 2 == 1 and process.poll() is None and not os.path.exists(f'picture.svg.{process.pid}.new'):
            pass
        process.send_signal(chance.choice([signal.SIGKILL, signal.SIGTERM, signal.SIGINT, signal.SIGHUP]))
        process.communicate()
        found.append(picture.read_text())
    assert set(found) <= {old, new} and old in found, found
    print(f'{found.count(old)} old pictures, {found.count(new)} new ones')


def many_rows():
    """As many rows as there may be."""
    process, rows, last = start(RISE, '--steps', '100000000', seconds=1000), 0, ''
    for last in process.stdout:
        rows += 1
    assert (process.wait(), rows, last) == (0, 100_000_001, '99999999,0.99999999\n'), (rows, last)
    must_end(0, 'equal\n', '', RISE, '--against', RISE, '--steps', '100000000', seconds=1000)


with tempfile.TemporaryDirectory() as folder:
    os.chdir(folder)
    for test in [endless_input, deep_input, lost_output, own_input, killed] + [many_rows] * IS_LONG:
        begun = time.monotonic()
        test()
        print(f'{test.__name__}: {time.monotonic() - begun:.1f} s', flush=True)
