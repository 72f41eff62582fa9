// Which overload takes these arguments? The binding's own rules: SWIG converts little, pybind11 a little more.
#include <fmt/format.h>

#include <algorithm>

#include "api_index/api_index.h"
#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;

namespace {

/// 4 of "std::array< double,4 >"; 0 if it is no array.
size_t array_length(std::string_view cpp) {
  size_t comma = cpp.rfind(',');
  if (!cpp.starts_with("std::array<") || comma == std::string_view::npos) return 0;
  return std::strtoul(std::string(cpp.substr(comma + 1)).c_str(), nullptr, 10);
}

}  // namespace

Checker::Fit Checker::fits(const Value& v, const Type& type) const {
  auto when = [](bool b) { return b ? Fit::yes : Fit::no; };
  if (v.is(Kind::unknown) || type.kind == Type::Kind::any) return Fit::maybe;
  if (v.is(Kind::builtin) || v.is(Kind::outside_module) || v.is(Kind::generator) || v.is(Kind::choice))
    return Fit::maybe;
  if (v.is(Kind::object) && (v.object->cls->open || v.object->cls->enumeration))
    return Fit::maybe;  // an IntEnum, a subclass of list
  if (v.is(Kind::array)) {
    bool may = index_.closed_objects() ? type.kind != Type::Kind::text
                                       : type.kind == Type::Kind::array || type.kind == Type::Kind::sequence ||
                                             (type.kind == Type::Kind::instance && type.cls->sequence);
    return may ? Fit::maybe : Fit::no;
  }
  if (v.is(Kind::none) && type.nullable) return Fit::yes;
  if (index_.closed_objects()) {  // pybind11 converts what has __float__, __index__ or a truth value
    if (type.kind == Type::Kind::boolean && !v.is(Kind::text)) return Fit::maybe;
    if (v.is(Kind::instance) && type.kind != Type::Kind::instance && type.kind != Type::Kind::text) return Fit::maybe;
  }
  switch (type.kind) {
    case Type::Kind::number:
      return when(v.is_numeric());
    case Type::Kind::integer:
    case Type::Kind::enumeration:
      return when(v.is(Kind::integer) || v.is(Kind::boolean));
    case Type::Kind::boolean:
      return when(v.is(Kind::boolean));
    case Type::Kind::text:
      return when(v.is(Kind::text));
    case Type::Kind::none:
      return Fit::maybe;
    case Type::Kind::array:
      if (v.is(Kind::text) || v.is(Kind::none) || v.is(Kind::api_class) || v.is(Kind::module) || v.is(Kind::dict) ||
          v.is(Kind::function) || v.is(Kind::bound_function) || v.is(Kind::bound_method))
        return Fit::no;
      return Fit::maybe;
    case Type::Kind::sequence:
      if (v.is(Kind::list) || v.is(Kind::tuple)) {
        if (v.list->has_element && type.element && fits(v.list->element, *type.element) == Fit::no) return Fit::no;
        return Fit::maybe;
      }
      return when(v.is(Kind::instance) && v.cls->sequence);
    case Type::Kind::instance:
      if (v.is(Kind::instance)) return when(v.cls->derives_from(type.cls) || (type.cls->sequence && v.cls->sequence));
      if (v.is_list() && index_.closed_objects() && type.cls->find("__getitem__")) return Fit::maybe;  // a vector's
      if ((v.is(Kind::integer) || v.is(Kind::boolean)) && type.cls->find("__members__"))
        return Fit::maybe;  // an enumeration
      if (v.is(Kind::object)) {
        if (v.object->cls->open) return Fit::maybe;
        const ApiClass* base = v.object->cls->api_base;
        bool python_only = index_.closed_objects() && base && base->open;
        if (!v.object->base_ready && !python_only)
          return Fit::no;  // its __init__ left out the base's: there is no C++ half
        return when(base && base->derives_from(type.cls));
      }
      if (v.is(Kind::none) && index_.closed_objects()) return Fit::no;  // pybind11 says "X | None" where it takes None
      if (v.is(Kind::none))
        return type.cls->is_value() ? Fit::no : Fit::maybe;  // the docstring doesn't tell a pointer from a reference
      if (v.is_list() && type.cls->sequence) {
        size_t wanted = array_length(type.cls->cpp);
        return wanted > 0 && v.list->exact && v.list->items.size() != wanted ? Fit::no : Fit::maybe;
      }
      return Fit::no;
    case Type::Kind::any:
      break;
  }
  return Fit::maybe;
}

/// The signature's parameter for argument `i`, or nullptr.
static const Parameter* parameter_for(const Signature& s, size_t position, std::string_view keyword) {
  if (keyword.empty()) return position < s.parameters.size() ? &s.parameters[position] : nullptr;
  for (const Parameter& p : s.parameters)
    if (p.name == keyword) return &p;
  return nullptr;
}

/// 0: the number or names of the arguments don't fit; 1: a type doesn't; 2: may fit; 3: fits for sure.
int Checker::fit_count(const Signature& s, const Arguments& args) const {
  size_t positional = 0;
  bool star = false, types = true, sure = true;
  std::vector<const Parameter*> filled;
  for (const Argument& a : args) {
    if (a.star) {
      star = true;
      sure = false;
      continue;
    }
    const Parameter* p = parameter_for(s, a.name.empty() ? positional : 0, a.name);
    if (a.name.empty()) ++positional;
    if (!p) {
      if (a.name.empty() ? s.varargs : s.kwargs) continue;
      return 0;
    }
    if (!a.name.empty() && s.positional_only) return 0;
    if (std::find(filled.begin(), filled.end(), p) != filled.end()) return 0;
    filled.push_back(p);
    Fit fit = fits(a.value, p->type);
    types = types && fit != Fit::no;
    sure = sure && fit == Fit::yes;
  }
  if (!star)
    for (const Parameter& p : s.parameters)
      if (!p.has_default && std::find(filled.begin(), filled.end(), &p) == filled.end()) return 0;
  return !types ? 1 : sure ? 3 : 2;
}

Match Checker::match(const Member& member, const ApiClass* owner, const Arguments& args) const {
  Match out;
  int best = 0;
  const Signature* nearest_signature = nullptr;
  for (const Signature& s : member.overloads) {
    int fit = fit_count(s, args);
    if (fit == 3) {
      out.fitting.insert(out.fitting.begin(), &s);
      out.fitting.resize(1);
      return out;
    }
    if (fit == 2) out.fitting.push_back(&s);
    if (fit > best) {
      best = fit;
      nearest_signature = &s;
    }
  }
  if (!out.fitting.empty() || member.overloads.empty()) return out;
  Violation& v = out.failure;
  bool constructor = member.name == "__init__";
  std::string label = constructor ? std::string(owner->name)
                      : owner     ? fmt::format("{}.{}", owner->name, member.name)
                                  : std::string(member.name);
  v.cls = "signature";
  v.name = label;
  auto refused_keyword = std::find_if(args.begin(), args.end(), [&](const Argument& a) {
    return !a.name.empty() && std::none_of(member.overloads.begin(), member.overloads.end(), [&](const Signature& s) {
      return !s.positional_only && (s.kwargs || parameter_for(s, 0, a.name) != nullptr);
    });
  });
  if (best == 1) {
    v.kind = "argument_type";
    size_t position = 0;
    for (const Argument& a : args) {
      const Parameter* p = a.star ? nullptr : parameter_for(*nearest_signature, a.name.empty() ? position : 0, a.name);
      if (a.name.empty()) ++position;
      if (!p || fits(a.value, p->type) != Fit::no) continue;
      v.message = fmt::format("{}: argument {} ('{}') takes {}, not {}", label,
                              a.name.empty() ? fmt::format("{}", position) : std::string(a.name), p->name, p->type.text,
                              describe_kind(a.value));
      break;
    }
  } else if (refused_keyword != args.end()) {
    v.kind = "keyword";
    out.refused = &*refused_keyword;
    std::vector<std::string> names;
    for (const Signature& s : member.overloads)
      if (!s.positional_only)
        for (const Parameter& p : s.parameters) names.emplace_back(p.name);
    std::string near = nearest(refused_keyword->name, names);
    v.message = names.empty() ? fmt::format("{} is overloaded and takes positional arguments only, not '{}='", label,
                                            refused_keyword->name)
                              : fmt::format("{} has no parameter '{}'", label, refused_keyword->name);
    if (!near.empty()) v.message += fmt::format("; did you mean '{}'?", near);
  } else {
    v.kind = "argument_count";
    bool refused = false;
    for (const Signature& s : member.overloads)
      for (const Parameter& p : s.parameters) refused = refused || p.refused_default;
    v.message = fmt::format("{} doesn't take {} argument{}", label, args.size(), args.size() == 1 ? "" : "s");
    if (refused && args.size() < member.overloads[0].parameters.size())
      v.message += fmt::format("; the binding refuses its own default for '{}': give it",
                               member.overloads[0].parameters[args.size()].name);
  }
  v.note = signatures_text(member, owner);
  return out;
}

}  // namespace simbench::conformance
