import threading

import pychrono as chrono

system = chrono.ChSystemNSC()
system.SetNumThreads(2)
system.Add(chrono.ChBodyEasyBox(0.1, 0.1, 0.1, 1000))
thread = threading.Thread(target=system.DoStepDynamics, args=(1e-3,))
thread.start()
thread.join()
assert system.GetChTime() > 0, "a step in a thread did nothing"
