# Native parts of the probes: small libraries that are loaded before the simulator in the candidate's process.
# Each probe has a folder src/sandbox/probes/<simulator>/ and adds its targets here.
