"""Writes mutants.patch of each turn and mutants.toml of a system: python3 mut.py SYSTEM_DIR LIST.py"""
import sys, subprocess, tempfile, os, runpy
root, lst = sys.argv[1], sys.argv[2]
M = runpy.run_path(lst)["M"]
CAN = "# simbench canary 30aee123-ee2c-456f-a0cf-41b0fce6d2a6"
rows, patches = [CAN], {1: [CAN], 2: [CAN], 3: [CAN]}
for n, (name, turn, breaks, severity, says, edits) in enumerate(M, 1):
    full = "%02d-%s" % (n, name)
    B = "turn%d/reference.py" % turn
    s = open(os.path.join(root, B)).read()
    for old, new in edits:
        assert s.count(old) == 1, (full, s.count(old), old)
        s = s.replace(old, new)
    with open("/tmp/man/m.py", "w") as f: f.write(s)
    d = subprocess.run(["diff", "-u", "--suppress-blank-empty", "--label", "a/" + B, "--label", "b/" + B, os.path.join(root, B), "/tmp/man/m.py"], capture_output=True, text=True).stdout
    assert d, full
    patches[turn].append("\n=== %s\n%s" % (full, d[:-1]))
    rows.append('[[mutant]]\npatch = "%s"\nturn = %d\nbreaks = [%s]\nseverity = %d\nsays = "%s"\n' % (full, turn, ", ".join('"%s"' % b for b in breaks), severity, says))
for t, p in patches.items():
    open(os.path.join(root, "turn%d/mutants.patch" % t), "w").write("\n".join(p) + "\n")
open(os.path.join(root, "mutants.toml"), "w").write(rows[0] + "\n" + "\n".join(rows[1:]))
