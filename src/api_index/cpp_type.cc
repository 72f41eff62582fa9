#include "api_index/cpp_type.h"

#include <array>

#include "base/base.h"

namespace simbench::api_index {
namespace {

constexpr std::array kIntegers = {"int",           "unsigned int",
                                  "long",          "unsigned long",
                                  "short",         "unsigned short",
                                  "size_t",        "ptrdiff_t",
                                  "long long",     "unsigned long long",
                                  "int8_t",        "uint8_t",
                                  "int16_t",       "uint16_t",
                                  "int32_t",       "uint32_t",
                                  "int64_t",       "uint64_t",
                                  "std::size_t",   "irr::u8",
                                  "irr::u16",      "irr::u32",
                                  "irr::s8",       "irr::s16",
                                  "irr::s32",      "u8",
                                  "u16",           "u32",
                                  "s32",           "uint",
                                  "unsigned char", "signed char"};
constexpr std::array kNumbers = {"double", "float", "irr::f32", "irr::f64", "f32", "f64", "chrono::ChReal"};
constexpr std::array kTexts = {"std::string", "char const *", "wchar_t const *", "std::filesystem::path",
                               "std::wstring"};

template <typename List>
bool in(const List& list, std::string_view word) {
  for (std::string_view item : list)
    if (item == word) return true;
  return false;
}

std::string_view without_suffix(std::string_view text, std::string_view suffix) {
  if (text.ends_with(suffix)) text.remove_suffix(suffix.size());
  return trim(text);
}

std::string class_named(std::string_view cpp, const WrappedNames& names) {
  std::string key = canonical_cpp(cpp);
  if (auto it = names.class_of_cpp.find(key); it != names.class_of_cpp.end()) return it->second;
  if (names.classes.contains(key)) return key;
  for (std::string_view space :
       {"chrono::", "chrono::fea::", "chrono::vehicle::", "chrono::irrlicht::", "chrono::sensor::"})
    if (auto it = names.class_of_cpp.find(std::string(space) + key); it != names.class_of_cpp.end()) return it->second;
  size_t colon = key.rfind("::");
  if (colon != std::string::npos && key.find('<') == std::string::npos && names.classes.contains(key.substr(colon + 2)))
    return key.substr(colon + 2);
  return {};
}

/// An enumeration is passed by value and isn't wrapped. Either its enumerators are seen as constants, or it is a plain
/// name of the project's own (typedefs of Eigen references excepted: numpy arrays fit those).
std::string enumeration(std::string_view cpp, const WrappedNames& names) {
  if (cpp.find_first_of("<>*& ") != std::string_view::npos) return {};
  size_t colon = cpp.rfind("::");
  std::string last(colon == std::string_view::npos ? cpp : cpp.substr(colon + 2));
  bool own =
      cpp.starts_with("chrono::") && !last.ends_with("Ref") && !last.ends_with("Ptr") && !last.ends_with("Functor");
  if (own && last == "Enum") last = cpp.substr(cpp.rfind(':', colon - 1) + 1, colon - cpp.rfind(':', colon - 1) - 1);
  return own || names.enum_prefixes.contains(last) ? "enum:" + last : std::string();
}

}  // namespace

std::string_view first_argument(std::string_view text) {
  size_t open = text.find('<');
  int depth = 0;
  for (size_t i = open; i < text.size(); ++i) {
    if (text[i] == '<') ++depth;
    if (text[i] == '>' && --depth == 0) return trim(text.substr(open + 1, i - open - 1));
    if (text[i] == ',' && depth == 1) return trim(text.substr(open + 1, i - open - 1));
  }
  return {};
}

std::string canonical_cpp(std::string_view cpp) {
  std::string out;
  for (char c : replace_all(std::string(cpp), " const", ""))
    if (c != ' ') out += c;
  return replace_all(out, "<double>", "<>");
}

std::string type_of_cpp(std::string_view cpp, const WrappedNames& names, TypeUse use) {
  std::string_view text = trim(cpp);
  if (size_t inner = text.rfind(">::");
      inner != std::string_view::npos &&
      (text.starts_with("std::vector<") || text.starts_with("std::list<") || text.starts_with("std::array<"))) {
    std::string_view what = text.substr(inner + 3);  // a container's own names: "std::vector< X >::value_type const &"
    if (what.starts_with("difference_type") || what.starts_with("size_type")) return "int";
    if (what.starts_with("value_type")) return type_of_cpp(first_argument(text), names, use);
  }
  if (text == "void" || text.empty()) return use == TypeUse::result ? "none" : "any";
  if (in(kTexts, text)) return "str";
  bool reference = text.ends_with('&'), pointer = text.ends_with('*');
  std::string_view bare = trim(reference || pointer ? text.substr(0, text.size() - 1) : text);
  bool constant = bare.ends_with(" const") || bare.starts_with("const ");
  bare = without_suffix(bare, " const");
  bool writable = pointer || (reference && !constant);
  bool plain_in = !writable || use == TypeUse::result;
  if (in(kTexts, bare)) return writable && use == TypeUse::parameter ? "any" : "str";
  if (!pointer && plain_in) {
    if (in(kNumbers, bare)) return "float";
    if (in(kIntegers, bare)) return "int";
    if (bare == "bool") return "bool";
    if (bare == "char") return "str";
  }
  if (bare.starts_with("std::shared_ptr<")) {
    std::string name = class_named(first_argument(bare), names);
    return name.empty() ? "any" : name + "?";
  }
  if (bare.ends_with("SharedPtr"))
    if (std::string name = class_named(bare.substr(0, bare.size() - 9), names); !name.empty()) return name + "?";
  if (std::string name = class_named(bare, names); !name.empty()) return name + (pointer ? "?" : "");
  if (bare.starts_with("std::vector<") && bare.ends_with(">") && !pointer && (!writable || use == TypeUse::result)) {
    if (use == TypeUse::result) return "any";  // a tuple or an opaque pointer, by the release of SWIG
    return "[" + type_of_cpp(first_argument(bare), names, use) + "]";
  }
  if (std::string name = enumeration(bare, names); !name.empty() && !pointer && plain_in) return name;
  return "any";
}

}  // namespace simbench::api_index
