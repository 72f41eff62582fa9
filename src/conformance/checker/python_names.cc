#include "conformance/checker/python_names.h"

#include <algorithm>
#include <limits>
#include <string>
#include <unordered_set>

namespace simbench::conformance {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr uint8_t kAny = 255;  ///< arguments without an end
using R = PythonFunction::Result;

/// Python 3.11–3.13: its builtins and its mathematics, sorted. Exceptions and the like take anything.
constexpr PythonFunction kFunctions[] = {
    {"ArithmeticError", 0, kAny, R::unknown},
    {"AssertionError", 0, kAny, R::unknown},
    {"AttributeError", 0, kAny, R::unknown},
    {"BaseException", 0, kAny, R::unknown},
    {"BaseExceptionGroup", 0, kAny, R::unknown},
    {"BlockingIOError", 0, kAny, R::unknown},
    {"BrokenPipeError", 0, kAny, R::unknown},
    {"BufferError", 0, kAny, R::unknown},
    {"BytesWarning", 0, kAny, R::unknown},
    {"ChildProcessError", 0, kAny, R::unknown},
    {"ConnectionAbortedError", 0, kAny, R::unknown},
    {"ConnectionError", 0, kAny, R::unknown},
    {"ConnectionRefusedError", 0, kAny, R::unknown},
    {"ConnectionResetError", 0, kAny, R::unknown},
    {"DeprecationWarning", 0, kAny, R::unknown},
    {"EOFError", 0, kAny, R::unknown},
    {"Ellipsis", 0, kAny, R::unknown},
    {"EncodingWarning", 0, kAny, R::unknown},
    {"EnvironmentError", 0, kAny, R::unknown},
    {"Exception", 0, kAny, R::unknown},
    {"ExceptionGroup", 0, kAny, R::unknown},
    {"False", 0, 0, R::unknown},
    {"FileExistsError", 0, kAny, R::unknown},
    {"FileNotFoundError", 0, kAny, R::unknown},
    {"FloatingPointError", 0, kAny, R::unknown},
    {"FutureWarning", 0, kAny, R::unknown},
    {"GeneratorExit", 0, kAny, R::unknown},
    {"IOError", 0, kAny, R::unknown},
    {"ImportError", 0, kAny, R::unknown},
    {"ImportWarning", 0, kAny, R::unknown},
    {"IndentationError", 0, kAny, R::unknown},
    {"IndexError", 0, kAny, R::unknown},
    {"InterruptedError", 0, kAny, R::unknown},
    {"IsADirectoryError", 0, kAny, R::unknown},
    {"KeyError", 0, kAny, R::unknown},
    {"KeyboardInterrupt", 0, kAny, R::unknown},
    {"LookupError", 0, kAny, R::unknown},
    {"MemoryError", 0, kAny, R::unknown},
    {"ModuleNotFoundError", 0, kAny, R::unknown},
    {"NameError", 0, kAny, R::unknown},
    {"None", 0, 0, R::unknown},
    {"NotADirectoryError", 0, kAny, R::unknown},
    {"NotImplemented", 0, kAny, R::unknown},
    {"NotImplementedError", 0, kAny, R::unknown},
    {"OSError", 0, kAny, R::unknown},
    {"OverflowError", 0, kAny, R::unknown},
    {"PendingDeprecationWarning", 0, kAny, R::unknown},
    {"PermissionError", 0, kAny, R::unknown},
    {"ProcessLookupError", 0, kAny, R::unknown},
    {"RecursionError", 0, kAny, R::unknown},
    {"ReferenceError", 0, kAny, R::unknown},
    {"ResourceWarning", 0, kAny, R::unknown},
    {"RuntimeError", 0, kAny, R::unknown},
    {"RuntimeWarning", 0, kAny, R::unknown},
    {"StopAsyncIteration", 0, kAny, R::unknown},
    {"StopIteration", 0, kAny, R::unknown},
    {"SyntaxError", 0, kAny, R::unknown},
    {"SyntaxWarning", 0, kAny, R::unknown},
    {"SystemError", 0, kAny, R::unknown},
    {"SystemExit", 0, kAny, R::unknown},
    {"TabError", 0, kAny, R::unknown},
    {"TimeoutError", 0, kAny, R::unknown},
    {"True", 0, 0, R::unknown},
    {"TypeError", 0, kAny, R::unknown},
    {"UnboundLocalError", 0, kAny, R::unknown},
    {"UnicodeDecodeError", 0, kAny, R::unknown},
    {"UnicodeEncodeError", 0, kAny, R::unknown},
    {"UnicodeError", 0, kAny, R::unknown},
    {"UnicodeTranslateError", 0, kAny, R::unknown},
    {"UnicodeWarning", 0, kAny, R::unknown},
    {"UserWarning", 0, kAny, R::unknown},
    {"ValueError", 0, kAny, R::unknown},
    {"Warning", 0, kAny, R::unknown},
    {"ZeroDivisionError", 0, kAny, R::unknown},
    {"__annotations__", 0, kAny, R::unknown},
    {"__build_class__", 0, kAny, R::unknown},
    {"__builtins__", 0, kAny, R::unknown},
    {"__debug__", 0, kAny, R::unknown},
    {"__doc__", 0, kAny, R::unknown},
    {"__file__", 0, kAny, R::unknown},
    {"__import__", 1, 5, R::unknown},
    {"__loader__", 0, kAny, R::unknown},
    {"__name__", 0, kAny, R::unknown},
    {"__package__", 0, kAny, R::unknown},
    {"__spec__", 0, kAny, R::unknown},
    {"abs", 1, 1, R::special},
    {"aiter", 1, 1, R::unknown},
    {"all", 1, 1, R::boolean},
    {"anext", 1, 2, R::unknown},
    {"any", 1, 1, R::boolean},
    {"ascii", 1, 1, R::text},
    {"bin", 1, 1, R::text},
    {"bool", 0, 1, R::boolean},
    {"breakpoint", 0, kAny, R::none},
    {"bytearray", 0, 3, R::unknown},
    {"bytes", 0, 3, R::unknown},
    {"callable", 1, 1, R::boolean},
    {"chr", 1, 1, R::text},
    {"classmethod", 1, 1, R::unknown},
    {"compile", 3, 6, R::unknown},
    {"complex", 0, 2, R::unknown},
    {"copyright", 0, 0, R::none},
    {"credits", 0, 0, R::none},
    {"delattr", 2, 2, R::none},
    {"dict", 0, 1, R::special},
    {"dir", 0, 1, R::special},
    {"divmod", 2, 2, R::unknown},
    {"enumerate", 1, 2, R::special},
    {"eval", 1, 3, R::special},
    {"exec", 1, 3, R::special},
    {"exit", 0, 1, R::special},
    {"filter", 2, 2, R::special},
    {"float", 0, 1, R::special},
    {"format", 1, 2, R::text},
    {"frozenset", 0, 1, R::special},
    {"getattr", 2, 3, R::special},
    {"globals", 0, 0, R::special},
    {"hasattr", 2, 2, R::special},
    {"hash", 1, 1, R::integer},
    {"help", 0, 1, R::none},
    {"hex", 1, 1, R::text},
    {"id", 1, 1, R::integer},
    {"input", 0, 1, R::text},
    {"int", 0, 2, R::special},
    {"isinstance", 2, 2, R::special},
    {"issubclass", 2, 2, R::boolean},
    {"iter", 1, 2, R::special},
    {"len", 1, 1, R::special},
    {"license", 0, 0, R::none},
    {"list", 0, 1, R::special},
    {"locals", 0, 0, R::special},
    {"map", 2, kAny, R::special},
    {"math.acos", 1, 1, R::special},
    {"math.acosh", 1, 1, R::special},
    {"math.asin", 1, 1, R::special},
    {"math.asinh", 1, 1, R::special},
    {"math.atan", 1, 1, R::special},
    {"math.atan2", 2, 2, R::special},
    {"math.atanh", 1, 1, R::special},
    {"math.cbrt", 1, 1, R::special},
    {"math.ceil", 1, 1, R::special},
    {"math.comb", 2, 2, R::special},
    {"math.copysign", 2, 2, R::special},
    {"math.cos", 1, 1, R::special},
    {"math.cosh", 1, 1, R::special},
    {"math.degrees", 1, 1, R::special},
    {"math.dist", 2, 2, R::special},
    {"math.erf", 1, 1, R::special},
    {"math.erfc", 1, 1, R::special},
    {"math.exp", 1, 1, R::special},
    {"math.exp2", 1, 1, R::special},
    {"math.expm1", 1, 1, R::special},
    {"math.fabs", 1, 1, R::special},
    {"math.factorial", 1, 1, R::special},
    {"math.floor", 1, 1, R::special},
    {"math.fma", 3, 3, R::special},
    {"math.fmod", 2, 2, R::special},
    {"math.frexp", 1, 1, R::special},
    {"math.fsum", 1, 1, R::special},
    {"math.gamma", 1, 1, R::special},
    {"math.gcd", 0, kAny, R::special},
    {"math.hypot", 0, kAny, R::special},
    {"math.isclose", 2, 2, R::special},
    {"math.isfinite", 1, 1, R::special},
    {"math.isinf", 1, 1, R::special},
    {"math.isnan", 1, 1, R::special},
    {"math.isqrt", 1, 1, R::special},
    {"math.lcm", 0, kAny, R::special},
    {"math.ldexp", 2, 2, R::special},
    {"math.lgamma", 1, 1, R::special},
    {"math.log", 1, 2, R::special},
    {"math.log10", 1, 1, R::special},
    {"math.log1p", 1, 1, R::special},
    {"math.log2", 1, 1, R::special},
    {"math.modf", 1, 1, R::special},
    {"math.nextafter", 2, 3, R::special},
    {"math.perm", 1, 2, R::special},
    {"math.pow", 2, 2, R::special},
    {"math.prod", 1, 1, R::special},
    {"math.radians", 1, 1, R::special},
    {"math.remainder", 2, 2, R::special},
    {"math.sin", 1, 1, R::special},
    {"math.sinh", 1, 1, R::special},
    {"math.sqrt", 1, 1, R::special},
    {"math.sumprod", 2, 2, R::special},
    {"math.tan", 1, 1, R::special},
    {"math.tanh", 1, 1, R::special},
    {"math.trunc", 1, 1, R::special},
    {"math.ulp", 1, 1, R::special},
    {"max", 1, kAny, R::special},
    {"memoryview", 1, 1, R::unknown},
    {"min", 1, kAny, R::special},
    {"next", 1, 2, R::special},
    {"object", 0, 0, R::unknown},
    {"oct", 1, 1, R::text},
    {"open", 1, 8, R::unknown},
    {"ord", 1, 1, R::integer},
    {"os._exit", 1, 1, R::special},
    {"os.getcwd", 0, 0, R::text},
    {"pow", 2, 3, R::unknown},
    {"print", 0, kAny, R::none},
    {"property", 0, 4, R::unknown},
    {"quit", 0, 1, R::special},
    {"range", 1, 3, R::special},
    {"repr", 1, 1, R::text},
    {"reversed", 1, 1, R::special},
    {"round", 1, 2, R::special},
    {"set", 0, 1, R::special},
    {"setattr", 3, 3, R::special},
    {"slice", 1, 3, R::unknown},
    {"sorted", 1, 1, R::special},
    {"staticmethod", 1, 1, R::unknown},
    {"str", 0, 3, R::text},
    {"sum", 1, 2, R::special},
    {"super", 0, 2, R::unknown},
    {"sys.exit", 0, 1, R::special},
    {"tuple", 0, 1, R::special},
    {"type", 1, 3, R::unknown},
    {"vars", 0, 1, R::special},
    {"zip", 0, kAny, R::special},
};

struct Constant {
  std::string_view name;
  double value;
};
constexpr Constant kConstants[] = {
    {"math.e", 2.718281828459045}, {"math.pi", 3.141592653589793}, {"math.tau", 6.283185307179586},
    {"math.inf", kInfinity},       {"math.nan", kInfinity},
};

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

/// Of numpy 1.26 to 2.2.
constexpr std::string_view kArrayProperties =
    " T base ctypes data device dtype flags flat imag itemsize mT nbytes ndim real shape size strides ";

constexpr std::string_view kArrayMembers =
    " all any argmax argmin argpartition argsort astype byteswap choose clip compress conj conjugate copy cumprod "
    "cumsum "
    " diagonal dot dump dumps fill flatten getfield item itemset max mean min newbyteorder nonzero partition prod ptp "
    "put "
    " ravel repeat reshape resize round searchsorted setfield setflags sort squeeze std sum swapaxes take to_device "
    " tobytes tofile tolist tostring trace transpose var view ";

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

const PythonFunction* find_function(std::string_view name) {
  const auto* row = std::lower_bound(std::begin(kFunctions), std::end(kFunctions), name,
                                     [](const PythonFunction& f, std::string_view wanted) { return f.name < wanted; });
  return row != std::end(kFunctions) && row->name == name ? row : nullptr;
}

bool is_builtin(std::string_view name) {
  return name.find('.') == std::string_view::npos && find_function(name) != nullptr;
}

bool is_known_module(std::string_view top) {
  static const NameSet standard = names_of(kStandardModules);
  return standard.contains(top);
}

const std::vector<std::string>& usual_packages() {
  static const std::vector<std::string> packages = [] {
    NameSet names = names_of(kPackages);
    return std::vector<std::string>(names.begin(), names.end());
  }();
  return packages;
}

std::optional<double> math_constant(std::string_view name) {
  for (const Constant& row : kConstants)
    if (row.name == name) return row.value;
  return std::nullopt;
}

std::vector<std::string_view> math_names() {
  std::vector<std::string_view> names;
  for (const PythonFunction& f : kFunctions)
    if (f.name.starts_with("math.")) names.push_back(f.name.substr(5));
  for (const Constant& row : kConstants) names.push_back(row.name.substr(5));
  return names;
}

bool has_builtin_member(std::string_view type, std::string_view member) {
  if (member.starts_with("__")) return true;
  static const NameSet integer = names_of(kIntMembers), number = names_of(kFloatMembers), text = names_of(kStrMembers),
                       list = names_of(kListMembers), tuple = names_of(kTupleMembers), dict = names_of(kDictMembers),
                       set = names_of(kSetMembers), array = names_of(kArrayMembers);
  if (type == "int" || type == "bool") return integer.contains(member);
  if (type == "float") return number.contains(member);
  if (type == "str") return text.contains(member);
  if (type == "list") return list.contains(member);
  if (type == "tuple") return tuple.contains(member);
  if (type == "dict") return dict.contains(member);
  if (type == "array") return array.contains(member) || is_array_property(member);
  return type != "set" || set.contains(member);
}

bool is_array_property(std::string_view member) {
  static const NameSet properties = names_of(kArrayProperties);
  return properties.contains(member);
}

}  // namespace simbench::conformance
