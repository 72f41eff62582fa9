#!/usr/bin/env bash
# Installs what simbench needs on Debian 12: packages by name, packages of PyPI and npm pinned by version and hash.
# Does nothing (and touches no network) when everything is there. `setup.sh parity` adds the metric reference packages,
# `setup.sh lint` the linters, `setup.sh fuzz` the compiler of the fuzz targets, `setup.sh arrow` what writes Parquet,
# `setup.sh readers` what reads our exports in tests, `setup.sh slurm` a Slurm to test with, `setup.sh wheel` what builds the wheel,
# `setup.sh adapters` TRL, verifiers and NeMo Gym for the tests of our adapters (some GB),
# `setup.sh llm` a small model and its server (130 MB) for `make quickstart-llm`,
# `setup.sh litellm` a proxy whose models answer by heart, to test with.
# `setup.sh environments` leaves Debian's packages to the caller.
set -euo pipefail
cd "$(dirname "$0")/.."

PACKAGES=(
  cmake g++ make ninja-build ccache pkg-config python3 python3-venv bubblewrap
  libfmt-dev libspdlog-dev nlohmann-json3-dev libsimdjson-dev libtomlplusplus-dev libcli11-dev libexpected-dev
  libcurl4-openssl-dev libssl-dev libsqlite3-dev libzstd-dev zlib1g-dev libseccomp-dev libre2-dev
  libboost-math-dev libnlopt-dev libmuparser-dev libarchive-dev libkainjow-mustache-dev libcpp-httplib-dev libgtest-dev
)
case "${1:-}" in
  lint) PACKAGES+=(clang-format-16 clang-tidy-16 shellcheck) ;;
  slurm) PACKAGES+=(slurmctld slurmd slurm-client munge) ;;
  fuzz) PACKAGES+=(clang-16 libclang-rt-16-dev) ;;
esac

install_packages() {
  local missing=()
  for p in "${PACKAGES[@]}"; do
    dpkg-query -W -f='${Status}' "$p" 2>/dev/null | grep -q '^install ok installed' || missing+=("$p")
  done
  [ ${#missing[@]} -eq 0 ] && return 0
  local run=(apt-get -o DPkg::Lock::Timeout=300 install -y --no-install-recommends "${missing[@]}")
  local sudo=""
  if [ "$(id -u)" -ne 0 ]; then
    if command -v sudo >/dev/null && sudo -n true 2>/dev/null; then sudo="sudo"; else
      echo "simbench needs ${#missing[@]} Debian packages. Please run this line, then try again:" >&2
      echo "  sudo apt-get update && sudo ${run[*]}" >&2
      exit 1
    fi
  fi
  echo "Installing ${#missing[@]} Debian packages: ${missing[*]}"
  $sudo apt-get update -qq
  DEBIAN_FRONTEND=noninteractive $sudo "${run[@]}" -qq >/dev/null
}

# stamp FILE: the name of the mark that says "this requirements file is installed"
stamp() { echo ".deps/.$(basename "$1" .txt)-$(sha256sum "$1" | cut -c1-16)"; }

install_venv() {  # NAME [OPTION…]: .deps/NAME from requirements/NAME.txt
  local name=$1 file="requirements/$1.txt"
  shift
  [ -e "$(stamp "$file")" ] && return 0
  echo "Setting up the Python environment .deps/$name"
  rm -rf ".deps/$name" ".deps/.$name-"*
  "${PYTHON:-/usr/bin/python3}" -m venv ".deps/$name"
  ".deps/$name/bin/pip" install -q --disable-pip-version-check --require-hashes "$@" -r "$file"
  touch "$(stamp "$file")"
}

install_grammar() {  # tree-sitter's C core (source package) and the compiled Python grammar (wheel)
  local file=requirements/grammar.txt
  [ -e "$(stamp "$file")" ] && return 0
  echo "Fetching tree-sitter and its Python grammar"
  rm -rf .deps/grammar .deps/.grammar-*
  mkdir -p .deps/grammar/download
  .deps/mujoco/bin/pip download -q --disable-pip-version-check --no-deps --require-hashes --no-binary tree-sitter \
    -d .deps/grammar/download -r "$file"
  tar xzf .deps/grammar/download/tree-sitter-0.22.3.tar.gz -C .deps/grammar
  .deps/mujoco/bin/python -m zipfile -e .deps/grammar/download/tree_sitter_python-*.whl .deps/grammar
  rm -r .deps/grammar/download
  touch "$(stamp "$file")"
}

install_three() {  # three.js, which draws the report's replays; without it they are left out, and the report says so
  local lock=requirements/three/package-lock.json stamp
  stamp=".deps/.three-$(sha256sum "$lock" | cut -c1-16)"
  [ -e "$stamp" ] && return 0
  echo "Fetching three.js"
  rm -rf .deps/three .deps/.three-*
  mkdir -p .deps/three
  cp requirements/three/package.json "$lock" .deps/three
  if npm ci --prefix .deps/three --ignore-scripts --no-audit --no-fund --loglevel=error >/dev/null; then touch "$stamp"
  else echo "npm could not fetch three.js: reports will show plots only. Try again with tools/setup.sh" >&2; fi
}

install_eee_schemas() {  # Every Eval Ever's schemas; its own program wants a newer Python than Debian 12 has
  local file=requirements/every_eval_ever.txt
  [ -e "$(stamp "$file")" ] && return 0
  rm -rf .deps/every_eval_ever .deps/.every_eval_ever-*
  .deps/mujoco/bin/pip download -q --disable-pip-version-check --no-deps --require-hashes --python-version 3.12 \
    --only-binary=:all: -d .deps/every_eval_ever/download -r "$file"
  .deps/mujoco/bin/python -m zipfile -e .deps/every_eval_ever/download/*.whl .deps/every_eval_ever
  rm -r .deps/every_eval_ever/download
  touch "$(stamp "$file")"
}

if [ "${1:-}" != environments ]; then
  command -v npm >/dev/null || PACKAGES+=(npm)
  install_packages
fi
mkdir -p .deps
install_venv mujoco
install_grammar
install_three
case "${1:-}" in
  parity | lint | arrow | wheel | litellm) install_venv "$1" ;;
  llm) install_venv llm --no-deps ;;
  adapters)
    install_venv trl
    install_venv verifiers
    if python3.12 -c "" 2>/dev/null; then PYTHON=python3.12 install_venv nemo_gym
    else echo "NeMo Gym wants Python 3.12, which isn't here: its test will be skipped" >&2; fi ;;
  readers) install_venv readers && install_eee_schemas ;;
esac
