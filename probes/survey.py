"""Says what must be known about an installed simulator, as one line of JSON: survey.py PACKAGE INDEXES MODULE...

Runs once in the interpreter that will run the scripts, outside the cage. INDEXES: folder of API indexes, "" if there is none.
"""

import sys

del sys.path[0]  # this folder: its names are nobody's modules

import glob
import importlib
import importlib.machinery
import importlib.metadata
import json
import os
import re


def packages():
    """Top-level names that can be imported here."""
    names = set(sys.stdlib_module_names) | set(sys.builtin_module_names)
    suffixes = importlib.machinery.all_suffixes()
    for folder in sys.path:
        try:
            entries = list(os.scandir(folder or "."))
        except OSError:
            continue
        for entry in entries:
            suffix = next((s for s in suffixes if entry.name.endswith(s)), None)
            name = entry.name.removesuffix(suffix) if suffix else entry.name
            if name.isidentifier() and (suffix or entry.is_dir()) and name != "__pycache__":
                names.add(name)
    return sorted(names)


def noted_version(package):
    """As the packagers note it: in the distribution's metadata, or in conda's beside the environment."""
    try:
        return importlib.metadata.version(package)
    except Exception:
        pass
    for note in glob.glob(os.path.join(sys.prefix, "conda-meta", package + "-*.json")):
        return re.sub(r"^" + package + r"-([^-]+)-.*$", r"\1", os.path.basename(note)[:-5])
    return ""


def names_of_index(path):
    """Classes and functions of the release's main module (docs/conformance-index.md)."""
    names, root, module = set(), None, None
    with open(path, encoding="utf-8") as file:
        for line in file:
            word, _, rest = line.rstrip("\n").partition(" ")
            if word == "root":
                root = rest
            elif word == "module":
                module = rest
            elif word in ("class", "def") and module == root:
                names.update(re.findall(r"^\w+", rest))
    return names


def release_by_names(package, indexes):
    """The release whose index differs least from what the module has; "" if none comes near."""
    best = (0.9, "")
    for path in glob.glob(os.path.join(indexes, package + "-*.api")) if indexes else []:
        listed, there = names_of_index(path), set()
        for module in list(sys.modules.values()):
            if getattr(module, "__name__", "").startswith(package + ".") or module is sys.modules[package]:
                there.update(n for n in vars(module) if not n.startswith("_"))
        has = len(listed & there) / max(len(listed), 1)
        best = max(best, (has, os.path.basename(path)[len(package) + 1 : -4]))
    return best[1]


def hops(path):
    """Where a symbolic link leads, step by step; the last one need not exist."""
    out = []
    while os.path.islink(path) and len(out) < 16:
        path = os.path.normpath(os.path.join(os.path.dirname(path), os.readlink(path)))
        out.append(path)
    return out


def links_out(folders):
    """Files and folders that symbolic links of these folders lead to, and links that lead nowhere. Only what lies directly in a folder is
    looked at: native libraries, and packages."""
    found, broken = set(), set()
    for folder in folders:
        if folder.startswith(("/usr/", "/lib")):
            continue  # the system's are there for everybody
        try:
            entries = list(os.scandir(folder))
        except OSError:
            continue
        for entry in entries:
            if not entry.is_symlink():
                continue
            steps = hops(entry.path)
            if not os.path.exists(entry.path):
                if ".so" in entry.name:
                    broken.add(f"{entry.path} -> {steps[-1]}")
                continue
            found.update(steps)
            found.add(os.path.realpath(entry.path))
    inside = tuple(os.path.join(os.path.realpath(p), "") for p in prefixes())
    return sorted(f for f in found if not f.startswith(inside)), sorted(broken)


def prefixes():
    return sorted({sys.prefix, sys.base_prefix, sys.exec_prefix, sys.base_exec_prefix})


def loaded_libraries():
    with open("/proc/self/maps") as maps:
        return sorted(
            {line.split()[-1] for line in maps if ".so" in line.split()[-1] and line.split()[-1].startswith("/")}
        )


def look_at(package, indexes, modules, out):
    module = importlib.import_module(package)
    out["modules"] = [package]
    out["package_folder"] = os.path.dirname(module.__file__)
    for name in modules:
        try:
            importlib.import_module(name)
            out["modules"].append(name)
        except BaseException:
            pass
    out["version"] = (
        str(getattr(module, "__version__", "") or "") or noted_version(package) or release_by_names(package, indexes)
    )
    try:
        out["data_folder"] = module.GetChronoDataPath().rstrip("/")
    except Exception:
        pass
    out["data_path"] = out["data_folder"]  # as the simulator's own messages spell it
    if not os.path.isabs(out["data_folder"]):
        out["data_folder"] = ""  # a build that was never installed
    libraries = loaded_libraries()
    out["libraries"] = sorted({os.path.dirname(library) for library in libraries})
    places = {p for p in sys.path if p} | {os.path.join(p, "lib") for p in prefixes()} | {out["package_folder"]}
    out["links"], out["broken"] = links_out(places)


def main():
    package, indexes, modules = sys.argv[1], sys.argv[2], sys.argv[3:]
    out = {
        "prefixes": prefixes(),
        "path": [p for p in sys.path if p],
        "executable": os.path.realpath(sys.executable),
        "modules": [],
        "problem": "",
        "data_folder": "",
        "packages": packages(),
    }
    try:
        look_at(package, indexes, modules, out)
    except BaseException as error:
        out["problem"] = f"{type(error).__name__}: {error}"
    print("\n" + json.dumps(out))


main()
