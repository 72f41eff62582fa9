#include "cli/cli.h"

int main(int argc, char** argv) {
  return simbench::cli::main(argc, argv);
}
