#pragma once
namespace simbench::cli {
/// The whole program: parses arguments, runs one command, returns the exit code (docs/format/cli.md).
int main(int argc, char** argv);
}  // namespace simbench::cli
