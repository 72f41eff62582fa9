"""What a script gives to beam sections, materials and layers of shells and no getter gives back."""

FAMILIES = ("ChBeamSection", "ChMaterial", "ChContinuum", "ChElasticity", "ChInertiaCosserat", "ChDamping")
BEAM = ("young_modulus_Pa", "shear_modulus_Pa", "density_kg_m3")
CONSTRUCTORS = {  # the end of a class's name → what its constructor's numbers are
    "EasyRectangular": ("width_m", "height_m", *BEAM),
    "EasyCircular": ("diameter_m", *BEAM),
    "ChMaterialBeamANCF": ("density_kg_m3", "young_modulus_Pa", "poisson"),
    "ChMaterialShellANCF": ("density_kg_m3", "young_modulus_Pa", "poisson"),
    "ChMaterialShellReissnerIsothropic": ("density_kg_m3", "young_modulus_Pa", "poisson"),
    "ChElasticityReissnerIsothropic": ("young_modulus_Pa", "poisson"),
    "ChElasticityKirchhoffIsothropic": ("young_modulus_Pa", "poisson"),
}
SETTERS = {  # method → what its numbers are
    "SetYoungModulus": ("young_modulus_Pa",),
    "SetShearModulus": ("shear_modulus_Pa",),
    "SetPoissonRatio": ("poisson",),
    "SetDensity": ("density_kg_m3",),
    "SetDiameter": ("diameter_m",),
    "SetAsCircularSection": ("diameter_m",),
    "SetDrawCircularRadius": ("radius_m",),
    "SetAsRectangularSection": ("width_m", "height_m"),
    "SetArea": ("area_m2",),
    "SetIyy": ("Iyy_m4",),
    "SetIzz": ("Izz_m4",),
    "SetRayleighDamping": ("damping",),
    "SetRayleighDampingBeta": ("damping",),
}


class Materials:
    def __init__(self, rtti):
        self.rtti = rtti
        self.settings = {}  # address of the C++ object → {neutral name: number}

    def follow(self, cls, method):
        if cls.startswith("ChElementShell") and method == "AddLayer":
            return self.layer
        if not cls.startswith(FAMILIES):
            return None
        names = SETTERS.get(method)
        if method == "__init__":
            names = next((names for end, names in CONSTRUCTORS.items() if cls.endswith(end)), None)
        return names and (lambda this, args, result: self.keep(this, names, args))

    def keep(self, this, names, args):
        """Numbers that are none (an orthotropic material's vectors) are left out."""
        settings = self.settings.setdefault(self.rtti.identity(this)[1], {})
        for name, value in zip(names, args):
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                settings.update({"radius_m": value / 2} if name == "diameter_m" else {name: value})

    def layer(self, this, args, result):
        """AddLayer(thickness, angle, material): there is no cast for every shell, so its first layer is kept here."""
        thickness, _, material = args
        parts = [material.GetElasticity()] if hasattr(material, "GetElasticity") else []
        found = {"thickness_m": thickness, "density_kg_m3": material.GetDensity()}
        for part in (*parts, material):
            if self.rtti.there(part):
                found.update(self.of(part))
        self.settings.setdefault(self.rtti.identity(this)[1], found)

    layer.raw = True

    def of(self, proxy):
        return self.settings.get(self.rtti.identity(proxy)[1], {})
