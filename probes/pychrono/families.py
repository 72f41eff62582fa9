"""What no getter gives back, from the script's calls, by family; each family follows the calls that concern it (requests.py)."""


class Families:
    def __init__(self, context, native, modules, rtti, bodies):
        def family(name, *arguments):
            return getattr(context.load(f"pychrono/{name}.py"), name.capitalize())(*arguments)

        self.visuals, self.materials, self.terrains = (
            family("visuals"),
            family("materials", rtti),
            family("terrains", bodies),
        )
        self.joints = family("joints", rtti, native.simbench_chrono_look_again)
        self.robots, self.sensors = family("robots"), family("sensors")
        self.vehicles = family("vehicles", rtti, modules["vehicle"]) if "vehicle" in modules else None
        self.rtti = rtti

    def followers(self):
        families = (self.visuals, self.joints, self.materials, self.vehicles, self.terrains, self.robots, self.sensors)
        return [f.follow for f in families if f is not None]

    def held_systems(self):
        """(object of the script, system that it may have made inside C++): vehicles, rigs that test one, robots."""
        vehicles = [(v.owner(), v.proxy()) for v in self.vehicles.by_address.values()] if self.vehicles else []
        for owner, holder in (*vehicles, *((robot, robot) for robot in list(self.robots.all))):
            if owner is not None and hasattr(holder, "GetSystem"):
                yield owner, holder.GetSystem()

    def has_news(self):
        """Whether a later census has something to add."""
        return (
            len(self.terrains.all) > len(self.terrains.in_census)
            or len(self.robots.all) > len(self.robots.in_census)
            or any(s.managed and s.id not in self.sensors.in_census for s in self.sensors.all.values())
        )

    def add_fresh(self, census, world, time_s):
        contact = census["system"]["contact"]
        for address, vehicle in self.vehicles.by_address.items() if self.vehicles else ():
            if vehicle.id not in world.vehicles and vehicle.owner() is not None:
                world.vehicles[vehicle.id] = vehicle
                census["vehicles"].append(self.vehicles.entry(address, vehicle, contact, time_s))
        census["terrains"] = self.terrains.fresh(time_s)
        census["robots"] = self.robots.fresh(world, census["joints"], time_s)
        census["sensors"] = self.sensors.fresh(self.rtti, time_s)
        world.robots = {r.id: r for r in self.robots.all.values() if r.width}
        world.sensors = {s.id: s for s in self.sensors.all.values() if s.width}
