// Enumerations that the script defines: their members are objects with a name and a value.
#include <algorithm>

#include "conformance/checker/checker.h"

namespace simbench::conformance {

using Kind = Value::Kind;

/// "enum.IntFlag", however it was imported.
bool Checker::is_enumeration(const Value& base) {
  constexpr std::string_view kBases[] = {"enum.Enum", "enum.IntEnum", "enum.Flag", "enum.IntFlag", "enum.StrEnum"};
  if (base.is(Kind::user_class)) return base.user_class->enumeration;
  return base.is(Kind::builtin) && std::find(std::begin(kBases), std::end(kBases), base.text) != std::end(kBases);
}

/// A member: which one isn't known if it has no name.
Value Checker::enumerator(UserClass& cls, std::string_view name, const Value& value) {
  Value v = Value::make(Kind::object);
  v.object = &objects_.emplace_back();
  v.object->cls = &cls;
  v.object->kept = true;
  v.object->values["name"] = v.object->values["_name_"] = name.empty() ? Value::make(Kind::text) : constant_text(name);
  v.object->values["value"] = v.object->values["_value_"] = value;
  return v;
}

/// What the body of an enumeration binds to plain values becomes its members.
void Checker::make_enumerators(UserClass& cls) {
  for (auto& [name, value] : cls.attributes.values) {
    bool member = !name.starts_with('_') && !value.is_callable() && !value.is(Kind::super);
    if (member) value = enumerator(cls, name, value);
  }
}

}  // namespace simbench::conformance
