#pragma once
// The scripts that `slurm` writes.
#include <string>
#include <vector>

#include "base/base.h"

namespace simbench::cli {

struct SlurmJob {
  std::string name;
  int64_t shards = 1, cpus = 1;
  std::string time, memory, account, partition;  ///< as sbatch takes them; "" leaves account and partition to Slurm
  std::string program;                           ///< how simbench is called on a node, as the shell reads it
  std::vector<std::string> run_words;            ///< settings of `run`, quoted for the shell
  std::optional<double> budget_usd;              ///< of one shard
  std::optional<int64_t> budget_tokens;
  fs::path folder, working_folder;  ///< absolute
};

/// A word that the shell takes as it is, whatever is in it.
std::string shell_word(const std::string& text);

/// Writes shard.sbatch, merge.sbatch and submit.sh into the job's folder.
Status write_scripts(const SlurmJob& job);

}  // namespace simbench::cli
