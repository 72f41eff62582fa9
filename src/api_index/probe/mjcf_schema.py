"""MuJoCo's MJCF schema as rows {path, repeat, attributes}, from what the package itself publishes (mj_printSchema).

Meta elements that its parser knows but its schema doesn't print (frame, replicate) are found by asking the parser.
"""
import re

META = ("frame", "replicate")


def rows_of(text):
    stack, rows = [], []
    for line in text.replace("\xa0", " ").split("\n"):
        head = re.match(r"^( *)(\(world\))?(\w+) \((.)\)(.*)$", line)
        if head and len(head.group(1)) < 24:
            depth = len(head.group(1)) // 3
            del stack[depth:]
            stack.append(head.group(3))
            rows.append({"path": list(stack), "repeat": head.group(4), "attributes": head.group(5).split(), "world": bool(head.group(2))})
        elif line.strip() and rows:
            rows[-1]["attributes"] += line.split()
    return rows


def accepts(package, xml):
    """False only if the parser says that it doesn't know the element or attribute."""
    try:
        package.MjModel.from_xml_string(xml)
    except ValueError as error:
        return not re.search(r"nrecognized|chema violation", str(error))
    return True


def read(package):
    rows = rows_of(package.mj_printSchema(False, True))
    vocabulary = sorted({a for row in rows for a in row["attributes"]} | {"count", "offset", "sep"})
    out = []
    for row in rows:
        paths = [row["path"]]
        if "body" in row["path"]:
            at = row["path"].index("body")
            paths = [row["path"][:at] + [top] + row["path"][at + 1:] for top in ("worldbody", "body")]
            paths[1] = row["path"][:at] + ["worldbody"] + row["path"][at:]
        for path in paths:
            out.append({"path": "/".join(path), "repeat": row["repeat"], "attributes": sorted(row["attributes"])})
    for meta in META:
        wrap = "<mujoco><worldbody><body><%s%%s><geom size='1'/></%s></body></worldbody></mujoco>" % (meta, meta)
        if accepts(package, wrap % ""):
            known = [a for a in vocabulary if accepts(package, wrap % (" %s=''" % a))]
            everything = accepts(package, wrap % " nosuchthing=''")  # the schema leaves these to the parser's own checks
            out.append({"path": "mujoco/worldbody/" + meta, "repeat": "*", "attributes": ["*"] if everything else known})
    return out
