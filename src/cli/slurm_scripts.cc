// A shard runs on the node's own disk (a run directory can't live on a network file system) and is copied to the shared
// folder whenever it ends, however it ends: a task that is killed and queued again goes on from what was copied.
#include "cli/slurm_scripts.h"

#include "base/json.h"

namespace simbench::cli {
namespace {

constexpr const char* kHead = R"(#!/bin/bash
#SBATCH --job-name={{{name}}}
#SBATCH --chdir={{{working_folder}}}
{{#account}}
#SBATCH --account={{{account}}}
{{/account}}
{{#partition}}
#SBATCH --partition={{{partition}}}
{{/partition}}
)";

constexpr const char* kShard = R"(#SBATCH --array=1-{{shards}}
#SBATCH --cpus-per-task={{cpus}}
#SBATCH --mem={{{memory}}}
#SBATCH --time={{{time}}}
#SBATCH --requeue
#SBATCH --open-mode=append
#SBATCH --output={{{folder}}}/logs/shard-%a.log
#SBATCH --signal=B:TERM@300
# One shard. Keys of endpoints come from the environment that sbatch was called in; none stands here.
set -uo pipefail
number=$SLURM_ARRAY_TASK_ID
shared={{{folder_word}}}/shards/$number
scratch=$(mktemp -d "${TMPDIR:-/tmp}/simbench-shard-$number-XXXXXX") || exit 1
trap 'rm -rf "$scratch"' EXIT

save() {  # whole or not at all: readers never see half a copy
  rm -rf "$shared.new"
  cp -r "$scratch/run" "$shared.new" && rm -rf "$shared.old" || return 1
  if [ -e "$shared" ]; then mv "$shared" "$shared.old" || return 1; fi
  mv "$shared.new" "$shared" && rm -rf "$shared.old"
}

# What an earlier try of this task saved; .old is there if it was killed between the two moves.
for saved in "$shared" "$shared.old"; do
  if [ -e "$saved/run.db" ]; then cp -r "$saved" "$scratch/run" && break; fi
done

{{{program}}} run {{{run_words}}} --shard "$number/{{shards}}" --out "$scratch/run" --jobs {{cpus}} &
child=$!
stopped=""
trap 'stopped=yes; kill -TERM "$child" 2>/dev/null' TERM INT
wait "$child"; status=$?
while kill -0 "$child" 2>/dev/null; do wait "$child"; status=$?; done  # a signal ends the wait, not the child
if [ -d "$scratch/run" ]; then save || exit 1; fi
if [ -n "$stopped" ]; then  # out of time, or asked to leave the node: the rest is done by another try
  scontrol requeue "${SLURM_ARRAY_JOB_ID}_$number" || true
fi
exit $status
)";

constexpr const char* kMerge = R"(#SBATCH --cpus-per-task=1
#SBATCH --mem={{{memory}}}
#SBATCH --time=04:00:00
#SBATCH --open-mode=append
#SBATCH --output={{{folder}}}/logs/merge.log
# Joins what the shards left. Running it again, or after more shards have ended, is harmless: the shards are merged into
# a copy of the merged run, so that what it got since (a judge's scores, people's ratings, more cells) stays.
set -euo pipefail
scratch=$(mktemp -d "${TMPDIR:-/tmp}/simbench-merge-XXXXXX")
trap 'rm -rf "$scratch"' EXIT
cd {{{folder_word}}}
if [ ! -e run ] && [ -e run.old ]; then mv run.old run; fi  # an earlier merge was killed between its two moves
state() {  # of the merged run: whether somebody wrote to it
  find run -maxdepth 1 \( -name run.db -o -name run.db-wal \) -size +0 -printf '%f %s %T@\n' 2>/dev/null | sort || true
}
before=$(state)
if [ -e run/run.db ]; then cp -r run "$scratch/run"; fi
shards=()
for number in $(seq {{shards}}); do
  shard=shards/$number
  [ -e "$shard/run.db" ] || continue
  if [ -s "$shard/run.db-wal" ]; then  # its writer was killed: such a database is read on a local disk only
    cp -r "$shard" "$scratch/shard-$number"
    shard=$scratch/shard-$number
  fi
  shards+=("$shard")
done
{{{program}}} merge "$scratch/run" "${shards[@]}"
rm -rf run.new
cp -r "$scratch/run" run.new
after=$(state)
if [ "$after" != "$before" ]; then
  echo "somebody wrote to $PWD/run meanwhile: nothing was merged; once that has ended, merge again" >&2
  rm -rf run.new
  exit 1
fi
rm -rf run.old
if [ -e run ]; then mv run run.old; fi
mv run.new run
rm -rf run.old
)";

constexpr const char* kSubmit = R"(#!/bin/bash
# Queues the array and, after all of it, the merge. Prints the two job numbers.
set -euo pipefail
cd {{{folder_word}}}
array=$(sbatch --parsable shard.sbatch)
merge=$(sbatch --parsable --dependency="afterany:${array%%;*}" merge.sbatch)
echo "array ${array%%;*}, merge ${merge%%;*}"
)";

/// Comments of sbatch aren't read by a shell: a path with more than plain characters stands in quotes there.
std::string directive_word(const std::string& text) {
  return shell_word(text) == text ? text : "\"" + text + "\"";
}

}  // namespace

std::string shell_word(const std::string& text) {
  bool plain = !text.empty() && std::all_of(text.begin(), text.end(), [](char c) {
    return is_name_char(c) || std::string_view("-./:,=+@%").find(c) != std::string_view::npos;
  });
  return plain ? text : "'" + replace_all(text, "'", "'\\''") + "'";
}

Status write_scripts(const SlurmJob& job) {
  Json values{{"name", job.name},
              {"shards", job.shards},
              {"cpus", job.cpus},
              {"time", job.time},
              {"memory", job.memory},
              {"account", job.account},
              {"partition", job.partition},
              {"program", job.program},
              {"run_words", join(job.run_words, " ")},
              {"folder", directive_word(replace_all(job.folder.string(), "%", "%%"))},  // %a is Slurm's
              {"folder_word", shell_word(job.folder.string())},
              {"working_folder", directive_word(job.working_folder.string())}};
  TRY(make_directories(job.folder / "logs"));
  TRY(make_directories(job.folder / "shards"));
  std::string head = replace_all(fill_template(kHead, values), "\n\n", "\n");  // of what wasn't asked for
  TRY(write_file(job.folder / "shard.sbatch", head + fill_template(kShard, values)));
  TRY(write_file(job.folder / "merge.sbatch", head + fill_template(kMerge, values)));
  TRY(write_file(job.folder / "submit.sh", fill_template(kSubmit, values)));
  std::error_code code;
  fs::permissions(job.folder / "submit.sh", fs::perms::owner_exec, fs::perm_options::add, code);
  return {};
}

}  // namespace simbench::cli
