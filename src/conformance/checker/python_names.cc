#include "conformance/checker/python_names.h"

#include <algorithm>
#include <string>
#include <unordered_set>

namespace simbench::conformance {
namespace {

// Python 3.11–3.13, blank-separated.
constexpr std::string_view kBuiltins =
    " ArithmeticError AssertionError AttributeError BaseException BaseExceptionGroup BlockingIOError BrokenPipeError "
    " BufferError BytesWarning ChildProcessError ConnectionAbortedError ConnectionError ConnectionRefusedError "
    " ConnectionResetError DeprecationWarning EOFError Ellipsis EncodingWarning EnvironmentError Exception "
    "ExceptionGroup "
    " False FileExistsError FileNotFoundError FloatingPointError FutureWarning GeneratorExit IOError ImportError "
    " ImportWarning IndentationError IndexError InterruptedError IsADirectoryError KeyError KeyboardInterrupt "
    "LookupError "
    " MemoryError ModuleNotFoundError NameError None NotADirectoryError NotImplemented NotImplementedError OSError "
    " OverflowError PendingDeprecationWarning PermissionError ProcessLookupError RecursionError ReferenceError "
    " ResourceWarning RuntimeError RuntimeWarning StopAsyncIteration StopIteration SyntaxError SyntaxWarning "
    "SystemError "
    " SystemExit TabError TimeoutError True TypeError UnboundLocalError UnicodeDecodeError UnicodeEncodeError "
    "UnicodeError "
    " UnicodeTranslateError UnicodeWarning UserWarning ValueError Warning ZeroDivisionError __annotations__ "
    " __build_class__ __builtins__ __debug__ __doc__ __file__ __import__ __loader__ __name__ __package__ __spec__ abs "
    " aiter all anext any ascii bin bool breakpoint bytearray bytes callable chr classmethod compile complex copyright "
    " credits delattr dict dir divmod enumerate eval exec exit filter float format frozenset getattr globals hasattr "
    "hash "
    " help hex id input int isinstance issubclass iter len license list locals map max memoryview min next object oct "
    "open "
    " ord pow print property quit range repr reversed round set setattr slice sorted staticmethod str sum super tuple "
    "type "
    " vars zip ";

constexpr std::string_view kStandardModules =
    " __future__ _thread abc aifc antigravity argparse array ast asynchat asyncio asyncore atexit audioop base64 bdb "
    " binascii bisect builtins bz2 cProfile calendar cgi cgitb chunk cmath cmd code codecs codeop collections colorsys "
    " compileall concurrent configparser contextlib contextvars copy copyreg crypt csv ctypes curses dataclasses "
    "datetime "
    " dbm decimal difflib dis distutils doctest email encodings ensurepip enum errno faulthandler fcntl filecmp "
    "fileinput "
    " fnmatch fractions ftplib functools gc genericpath getopt getpass gettext glob graphlib grp gzip hashlib heapq "
    "hmac "
    " html http idlelib imaplib imghdr imp importlib inspect io ipaddress itertools json keyword lib2to3 linecache "
    "locale "
    " logging lzma mailbox mailcap marshal math mimetypes mmap modulefinder msilib msvcrt multiprocessing netrc nis "
    " nntplib nt ntpath nturl2path numbers opcode operator optparse os ossaudiodev pathlib pdb pickle pickletools "
    "pipes "
    " pkgutil platform plistlib poplib posix posixpath pprint profile pstats pty pwd py_compile pyclbr pydoc "
    "pydoc_data "
    " pyexpat queue quopri random re readline reprlib resource rlcompleter runpy sched secrets select selectors shelve "
    " shlex shutil signal site smtpd smtplib sndhdr socket socketserver spwd sqlite3 sre_compile sre_constants "
    "sre_parse "
    " ssl stat statistics string stringprep struct subprocess sunau symtable sys sysconfig syslog tabnanny tarfile "
    " telnetlib tempfile termios textwrap this threading time timeit tkinter token tokenize tomllib trace traceback "
    " tracemalloc tty turtle turtledemo types typing unicodedata unittest urllib uu uuid venv warnings wave weakref "
    " webbrowser winreg winsound wsgiref xdrlib xml xmlrpc zipapp zipfile zipimport zlib zoneinfo ";

/// What can be counted on beside a simulator: its own dependencies and what every scientific installation has.
constexpr std::string_view kPackages =
    " matplotlib mpl_toolkits numpy scipy rclpy std_msgs sensor_msgs geometry_msgs nav_msgs builtin_interfaces "
    "tf2_ros ";

constexpr std::string_view kMath =
    " acos acosh asin asinh atan atan2 atanh cbrt ceil comb copysign cos cosh degrees dist e erf erfc exp exp2 expm1 "
    "fabs "
    " factorial floor fma fmod frexp fsum gamma gcd hypot inf isclose isfinite isinf isnan isqrt lcm ldexp lgamma log "
    " log10 log1p log2 modf nan nextafter perm pi pow prod radians remainder sin sinh sqrt sumprod tan tanh tau trunc "
    "ulp ";

constexpr std::string_view kIntMembers =
    " as_integer_ratio bit_count bit_length conjugate denominator from_bytes imag numerator real to_bytes ";

constexpr std::string_view kFloatMembers = " as_integer_ratio conjugate fromhex hex imag is_integer real ";

constexpr std::string_view kStrMembers =
    " capitalize casefold center count encode endswith expandtabs find format format_map index isalnum isalpha isascii "
    " isdecimal isdigit isidentifier islower isnumeric isprintable isspace istitle isupper join ljust lower lstrip "
    " maketrans partition removeprefix removesuffix replace rfind rindex rjust rpartition rsplit rstrip split "
    "splitlines "
    " startswith strip swapcase title translate upper zfill ";

constexpr std::string_view kListMembers = " append clear copy count extend index insert pop remove reverse sort ";

constexpr std::string_view kTupleMembers = " count index ";

constexpr std::string_view kDictMembers = " clear copy fromkeys get items keys pop popitem setdefault update values ";

constexpr std::string_view kSetMembers =
    " add clear copy difference difference_update discard intersection intersection_update isdisjoint issubset "
    "issuperset "
    " pop remove symmetric_difference symmetric_difference_update union update ";

using NameSet = std::unordered_set<std::string_view>;

NameSet names_of(std::string_view list) {
  NameSet names;
  for (size_t at = 0; at < list.size();) {
    size_t start = list.find_first_not_of(' ', at);
    if (start == std::string_view::npos) break;
    size_t end = std::min(list.find(' ', start), list.size());
    names.insert(list.substr(start, end - start));
    at = end;
  }
  return names;
}

}  // namespace

bool is_builtin(std::string_view name) {
  static const NameSet names = names_of(kBuiltins);
  return names.contains(name);
}

bool is_known_module(std::string_view top) {
  static const NameSet standard = names_of(kStandardModules), packages = names_of(kPackages);
  return standard.contains(top) || packages.contains(top);
}

bool is_math_name(std::string_view name) {
  static const NameSet names = names_of(kMath);
  return names.contains(name) || name.starts_with("__");
}

std::vector<std::string_view> math_names() {
  NameSet names = names_of(kMath);
  return {names.begin(), names.end()};
}

bool has_builtin_member(std::string_view type, std::string_view member) {
  if (member.starts_with("__")) return true;
  static const NameSet integer = names_of(kIntMembers), number = names_of(kFloatMembers), text = names_of(kStrMembers),
                       list = names_of(kListMembers), tuple = names_of(kTupleMembers), dict = names_of(kDictMembers),
                       set = names_of(kSetMembers);
  if (type == "int" || type == "bool") return integer.contains(member);
  if (type == "float") return number.contains(member);
  if (type == "str") return text.contains(member);
  if (type == "list") return list.contains(member);
  if (type == "tuple") return tuple.contains(member);
  if (type == "dict") return dict.contains(member);
  return type != "set" || set.contains(member);
}

}  // namespace simbench::conformance
