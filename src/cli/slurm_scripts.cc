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
node=${SLURMD_NODENAME:-$(uname -n)}

save() {  # whole or not at all: readers never see half a copy
  rm -rf "$shared.new"
  cp -r "$scratch/run" "$shared.new" || return 1
  if [ -e "$shared" ]; then rm -rf "$shared.old" && mv "$shared" "$shared.old" || return 1; fi
  mv "$shared.new" "$shared" || return 1
  rm -rf "$shared.old" || true
}

save_or_keep() {  # a shared disk may be full for a while; what can't be saved is the only copy of what was paid for
  for pause in 20 60 0; do
    if save; then return 0; fi
    rm -rf "$shared.new"
    if [ ! -e "$shared" ] && [ -e "$shared.old" ]; then mv "$shared.old" "$shared"; fi
    [ "$pause" = 0 ] || sleep "$pause"
  done
  trap - EXIT
  {
    echo "shard $number can't be copied to $shared: is the disk full, or the quota?"
    echo "What it did stays on node $node in $scratch/run, the only copy. Once there is room, on that node:"
    printf '  cp -r %q %q && rm -rf %q && mv %q %q && rm -rf %q\n' \
      "$scratch/run" "$shared.new" "$shared" "$shared.new" "$shared" "$scratch"
    echo "And then, the first of them if cells are pending:"
    printf '  sbatch --array=%s %q\n  sbatch %q\n' "$number" {{{folder_word}}}/shard.sbatch {{{folder_word}}}/merge.sbatch
  } >&2
  return 1
}

# What an earlier try of this task saved; .old is there if it was killed between the two moves. Half a copy must not be
# worked on: it would be saved over the whole one.
for saved in "$shared" "$shared.old"; do
  [ -e "$saved/run.db" ] || continue
  if ! cp -r "$saved" "$scratch/run"; then
    echo "shard $number can't go on: copying $saved to $scratch on node $node failed: is that disk full?" >&2
    echo "Nothing was run, $saved is as it was. Make room there, or name a larger local disk by TMPDIR, then:" >&2
    printf '  sbatch --array=%s %q\n' "$number" {{{folder_word}}}/shard.sbatch >&2
    exit 1
  fi
  break
done

{{{program}}} run {{{run_words}}} --shard "$number/{{shards}}" --out "$scratch/run" --jobs {{cpus}} &
child=$!
stopped=""
trap 'stopped=yes; kill -TERM "$child" 2>/dev/null' TERM INT
wait "$child"; status=$?
while kill -0 "$child" 2>/dev/null; do wait "$child"; status=$?; done  # a signal ends the wait, not the child
if [ -d "$scratch/run" ]; then
  save_or_keep || exit 1  # not queued again: another try would pay for the same once more
  echo "saved: $shared; the folder in $scratch is removed"
fi
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
copy() {  # FROM TO, onto this node
  cp -r "$1" "$2" && return 0
  echo "nothing was merged: copying $PWD/$1 to $2 on this node ($(uname -n)) failed: is that disk full?" >&2
  echo "Make room there, or name a larger local disk by TMPDIR, then: sbatch $PWD/merge.sbatch" >&2
  exit 1
}
save() {  # the merged run beside the earlier one; a shared disk may be full for a while
  for pause in 20 60 0; do
    rm -rf run.new
    if cp -r "$scratch/run" run.new; then return 0; fi
    rm -rf run.new
    [ "$pause" = 0 ] || sleep "$pause"
  done
  echo "the merged run can't be copied to $PWD/run: is the disk full, or the quota?" >&2
  echo "Nothing is lost: run and shards are as they were. Once there is room: sbatch $PWD/merge.sbatch" >&2
  exit 1
}
state() {  # of the merged run: whether somebody wrote to it
  find run -maxdepth 1 \( -name run.db -o -name run.db-wal \) -size +0 -printf '%f %s %T@\n' 2>/dev/null | sort || true
}
before=$(state)
if [ -e run/run.db ]; then copy run "$scratch/run"; fi
shards=()
for number in $(seq {{shards}}); do
  shard=shards/$number
  [ -e "$shard/run.db" ] || continue
  if [ -s "$shard/run.db-wal" ]; then  # its writer was killed: such a database is read on a local disk only
    copy "$shard" "$scratch/shard-$number"
    shard=$scratch/shard-$number
  fi
  shards+=("$shard")
done
{{{program}}} merge "$scratch/run" "${shards[@]}"
save
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
echo "saved: $PWD/run; the folder in $scratch is removed"
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
