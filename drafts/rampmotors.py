import sys; sys.path.insert(0,'/tmp/fix16'); from lib import *
which=sys.argv[1]
def two(task,rid,says,kind,of,key,axis,t0,t1,v0,v1,tol,extra='',w=0.5):
    # values at a quarter and three quarters of a straight line from (t0,v0) to (t1,v1)
    def at(k): return {1:f'(3 * {t0} + {t1}) / 4',3:f'({t0} + 3 * {t1}) / 4'}[k] if t0!='0' else {1:f'{t1} / 4',3:f'3 * {t1} / 4'}[k]
    def val(k):
        if v0=='0': return {1:f'{v1} / 4',3:f'3 * {v1} / 4'}[k]
        return {1:f'3 * {v0} / 4',3:f'{v0} / 4'}[k]
    bl=[req(i,says,f'kind = "{kind}", of = "{of}", axis = {axis}, {extra}at_s = "= {at(k)}", {key} = "= {val(k)}", {tol}',w) for i,k in ((rid,1),(rid+'-on',3))]
    req_replace(task,rid,*bl)
if which=='rotor':
    for t,says in ((1,"Its speed rises linearly from 0 at t = 0 to {{speed}} rad/s at t = {{run_up}} s"),(2,"rises linearly from 0 at t = 0 to {{speed}} rad/s at t = {{run_up}} s"),(3,"The speed of the motor rises linearly from 0 at t = 0 to {{speed}} rad/s at t = {{run_up}} s as before")):
        two(f'rotor/{t}','run-up',says,'angular_speed','disc','rad_s','[1, 0, 0]','0','run_up','0','speed','rel = 0.02')
    p=R/'rotor/turn3/requirements.toml'; x=re.search(r'\[\[requirement\]\]\nid = "([\w-]+)"\nsays = "(.*?)"\ncheck = .*run_down \+ stop\) / 2',p.read_text()); print(x.groups())
    two('rotor/3',x.group(1),x.group(2),'angular_speed','disc','rad_s','[1, 0, 0]','run_down','stop','speed','0','abs = "= 0.02 * speed"')
if which=='buckling':
    z='point_m = [0, 0, "= platen_z"], '
    two('buckling/2','displacement',"falls linearly from 0 at t = 0 to −{{travel}} mm at t = {{travel_time}} s",'coordinate','platen','m','[0, 0, 1]','0','travel_time','0','-travel','abs = 5e-5',z)
    two('buckling/3','falling',"falls linearly from 0 at t = 0 to −{{travel}} mm at t = {{travel_time}} s",'coordinate','platen','m','[0, 0, 1]','0','travel_time','0','-travel','abs = 5e-5',z)
    two('buckling/3','half-way-up',"rises linearly to 0 at t = {{back}} s",'coordinate','platen','m','[0, 0, 1]','hold_until','back','-travel','0','abs = 5e-5',z)
if which=='scm':
    two('scm/2','speed-rises',"then its speed rises linearly to {{pull_speed}} m/s",'speed','carriage','m_s','[1, 0, 0]','pull_at','pulled','0','pull_speed','abs = "= 0.12 * pull_speed"')
    two('scm/3','speeds-rise',"Then their speeds rise linearly",'angular_speed','wheel','rad_s','[0, 1, 0]','pull_at','pulled','0','spin','abs = "= 0.06 * spin"')
    req_after('scm/3','speeds-rise-on',req('carriage-speeds-up',"Then their speeds rise linearly",'kind = "speed", of = "carriage", axis = [1, 0, 0], at_s = "= (3 * pull_at + pulled) / 4", m_s = "= pull_speed / 4", abs = "= 0.06 * pull_speed"',0.5))
if which=='rotor':
    for t,n in ((1,65),(2,66)):
        mutant(f'rotor/{t}',f'{n}-runs-up-in-half-the-time',['run-up','run-up-on'],2,"the speed rises twice as fast about the middle of the asked time",
          ("SPEED = ((0.0, 0.0), (RUN_UP_S, SPEED_RAD_S),","SPEED = ((0.0, 0.0), (RUN_UP_S / 4, 0.0), (3 * RUN_UP_S / 4, SPEED_RAD_S),"))
    mutant('rotor/3','67-runs-down-in-half-the-time',['run-up','run-up-on',x.group(1),x.group(1)+'-on'],2,"the speed rises and falls twice as fast about the middle of the asked times",
          ("(RUN_UP_S, SPEED_RAD_S), (RUN_DOWN_S, SPEED_RAD_S), (STOP_S, 0.0)","(RUN_UP_S / 4, 0.0), (3 * RUN_UP_S / 4, SPEED_RAD_S), ((3 * RUN_DOWN_S + STOP_S) / 4, SPEED_RAD_S), ((RUN_DOWN_S + 3 * STOP_S) / 4, 0.0)"))
if which=='buckling':
    mutant('buckling/2','64-in-half-the-time',['displacement','displacement-on'],2,"the platen goes down twice as fast about the middle of the asked time",
          ("TRAVEL = ((0.0, 0.0), (TRAVEL_S, -TRAVEL_M),","TRAVEL = ((0.0, 0.0), (TRAVEL_S / 4, 0.0), (3 * TRAVEL_S / 4, -TRAVEL_M),"))
    mutant('buckling/3','65-in-half-the-time',['falling','falling-on','half-way-up','half-way-up-on'],2,"the platen goes down and up twice as fast about the middle of the asked times",
          ("(TRAVEL_S, -TRAVEL_M), (HOLD_S, -TRAVEL_M), (BACK_S, 0.0)","(TRAVEL_S / 4, 0.0), (3 * TRAVEL_S / 4, -TRAVEL_M), ((3 * HOLD_S + BACK_S) / 4, -TRAVEL_M), ((HOLD_S + 3 * BACK_S) / 4, 0.0)"))
if which=='scm':
    mutant('scm/2','42-winch-in-half-the-time',['speed-rises','speed-rises-on'],2,"the carriage's speed rises twice as fast about the middle of the asked time",
          ("(PULL_AT_S, 0), (PULLED_S, PULL_M_S)","((3 * PULL_AT_S + PULLED_S) / 4, 0), ((PULL_AT_S + 3 * PULLED_S) / 4, PULL_M_S)"))
    mutant('scm/3','43-motors-in-half-the-time',['speeds-rise','speeds-rise-on','carriage-speeds-up'],2,"both speeds rise twice as fast about the middle of the asked time",
          ("(PULL_AT_S, 0), (PULLED_S, full)","((3 * PULL_AT_S + PULLED_S) / 4, 0), ((PULL_AT_S + 3 * PULLED_S) / 4, full)"))
