"""MuJoCo's MJCF schema as rows {path, repeat, attributes}, from what the package itself publishes (mj_printSchema).

Meta elements that its parser knows but its schema doesn't print (frame, replicate), and the values that an attribute
takes (keywords, how many numbers), are found by asking the parser. An attribute is written as docs/conformance-index.md
says: "type=free|ball", "pos#3", "size#1-3", "group#i1".
"""

import glob
import os
import re
import signal

META = ("frame", "replicate")
SECONDS = 60  # for one attribute
MOST = 24  # numbers; an attribute that takes more is unbounded


def rows_of(text):
    stack, rows = [], []
    for line in text.replace("\xa0", " ").split("\n"):
        head = re.match(r"^( *)(\(world\))?(\w+) \((.)\)(.*)$", line)
        if head and len(head.group(1)) < 24:
            depth = len(head.group(1)) // 3
            del stack[depth:]
            stack.append(head.group(3))
            rows.append(
                {
                    "path": list(stack),
                    "repeat": head.group(4),
                    "attributes": head.group(5).split(),
                    "world": bool(head.group(2)),
                }
            )
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


def words_of(package):
    """Words among the library's texts: every keyword is one of them."""
    words = set()
    for library in glob.glob(os.path.join(os.path.dirname(package.__file__), "libmujoco*")):
        with open(library, "rb") as file:
            for texts in re.finditer(rb"(?:[ -~]{1,200}\0{1,8}){4,}", file.read()):  # one behind the other: not code
                words |= {t.decode() for t in texts.group(0).split(b"\0") if re.fullmatch(rb"[A-Za-z0-9]{2,16}", t)}
    return sorted(words)


class Values:
    """What an attribute of an element takes."""

    def __init__(self, package):
        self.package, self.words, self.known = package, words_of(package), {}

    def complaint(self, path, attribute, value):
        """ "keyword", "format", "many", "few", or None if the parser minds something else or nothing."""
        xml = "".join("<%s>" % part for part in path[:-1]) + "<%s %s='%s'/>" % (path[-1], attribute, value)
        xml += "".join("</%s>" % part for part in reversed(path[:-1]))
        try:
            self.package.MjModel.from_xml_string(xml)
        except Exception as error:  # whatever the compiler makes of the rest
            text = str(error)
            if "invalid keyword: '%s'" % value.split(" ")[0] in text or "invalid keyword: '%s'" % value in text:
                return "keyword"
            named = "attribute '%s'" % attribute
            for mark, name in (("bad format", "format"), ("too much data", "many"), ("not have enough data", "few")):
                if mark in text and named in text:
                    return name
        return None

    def of(self, path, attribute):
        key = (path[-1], attribute, path[1] == "default" if len(path) > 1 else False)
        if key not in self.known:
            told = self.apart(path, attribute)
            if not told:  # perhaps the element can't stand here, and does elsewhere
                return told
            self.known[key] = told
        return self.known[key]

    def apart(self, path, attribute):
        """Asked in a process of its own: one that the parser breaks, or keeps for long, tells nothing."""
        read_end, write_end = os.pipe()
        child = os.fork()
        if child == 0:
            signal.alarm(SECONDS)
            with os.fdopen(write_end, "w") as pipe:
                pipe.write(self.ask(path, attribute))
            os._exit(0)
        os.close(write_end)
        with os.fdopen(read_end) as pipe:
            told = pipe.read()
        os.waitpid(child, 0)
        return told

    def ask(self, path, attribute):
        if attribute.startswith(("file", "content_type")):
            return ""  # the parser would go and look for it
        first = self.complaint(path, attribute, "zzq")
        if first == "keyword":
            words = [w for w in self.words if self.complaint(path, attribute, w) != "keyword"]
            if not words or len(words) > 60:
                return ""
            several = len(words) > 1 and self.complaint(path, attribute, words[0] + " " + words[1]) is None
            return ("+=" if several else "=") + "|".join(words)
        if first != "format":
            return ""
        whole = self.complaint(path, attribute, "1.5") == "format"
        least = most = None
        for n in range(1, MOST + 1):
            complaint = self.complaint(path, attribute, " ".join(["1"] * n))
            if complaint == "many":
                most = n - 1
                break
            if least is None and complaint != "few":
                least = n
        if least is None or most == 0:
            return ""
        span = str(least) if least == most else "%d-%s" % (least, most or "")
        return "#" + ("i" if whole else "") + span


def read(package):
    rows = rows_of(package.mj_printSchema(False, True))
    vocabulary = sorted({a for row in rows for a in row["attributes"]} | {"count", "offset", "sep"})
    out = []
    for row in rows:
        paths = [row["path"]]
        if "body" in row["path"]:
            at = row["path"].index("body")
            paths = [row["path"][:at] + [top] + row["path"][at + 1 :] for top in ("worldbody", "body")]
            paths[1] = row["path"][:at] + ["worldbody"] + row["path"][at:]
        for path in paths:
            out.append({"path": path, "repeat": row["repeat"], "attributes": sorted(row["attributes"])})
    for meta in META:
        wrap = "<mujoco><worldbody><body><%s%%s><geom size='1'/></%s></body></worldbody></mujoco>" % (meta, meta)
        if accepts(package, wrap % ""):
            known = [a for a in vocabulary if accepts(package, wrap % (" %s=''" % a))]
            everything = accepts(
                package, wrap % " nosuchthing=''"
            )  # the schema leaves these to the parser's own checks
            out.append(
                {"path": ["mujoco", "worldbody", meta], "repeat": "*", "attributes": ["*"] if everything else known}
            )
    values = Values(package)
    for row in out:
        row["attributes"] = [a if a == "*" else a + values.of(row["path"], a) for a in row["attributes"]]
        row["path"] = "/".join(row["path"])
    return out
