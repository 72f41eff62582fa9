// Batches: each simulation of a batch is stepped by a call of its own, in their order, so that it is known whose step
// it is, on any number of threads and in the same order each time. MuJoCo promises the same bits.
#include <mujoco/mjbatch.h>
#include <mujoco/mjxmacro.h>

#include <optional>
#include <string_view>

#include "probes/mujoco/interpose.h"

namespace {

using simbench::probe::current_member;
using simbench::probe::Inside;
using simbench::probe::is_ours;
using simbench::probe::Member;
using simbench::probe::recorder;

/// Until it goes, steps are those of one simulation.
class Stepping {
 public:
  Stepping(const mjBatch* batch, int simulation) : before_(current_member) {
    current_member = {batch, simulation, true};
  }
  ~Stepping() { current_member = before_; }

 private:
  Member before_;
};

int number_of(const mjBatch* batch, const int* ids, int nid) {
  return ids ? nid : mjb_nsim(batch);
}

/// Bytes of one step's record; nothing where the field isn't known.
std::optional<size_t> record_bytes(const mjBatch* batch, const mjBatchRecord& record) {
  const mjModel* m = mjb_model(batch);
  if (!record.field) return static_cast<size_t>(mj_stateSize(m, record.spec)) * sizeof(mjtNum);
  const std::string_view field = record.field;
  if (field == "time") return sizeof(mjtNum);
  if (field == "energy") return 2 * sizeof(mjtNum);
#pragma push_macro("MJ_M")  // the list names sizes of the model
#undef MJ_M
#define MJ_M(n) m->n
#define X(type, name, nr, nc) \
  if (field == #name) return sizeof(type) * static_cast<size_t>(m->nr) * static_cast<size_t>(nc);
  MJDATA_POINTERS
#undef X
#pragma pop_macro("MJ_M")
  return std::nullopt;
}

}  // namespace

extern "C" {

SIMBENCH_EXPORT int mjb_step(mjBatch* b, const int* ids, int nid, int nstep, int stage) {
  REAL(mjb_step);
  if (!is_ours()) return original(b, ids, nid, nstep, stage);
  int failed = 0;
  for (int i = 0; i < number_of(b, ids, nid); ++i) {
    int id = ids ? ids[i] : i;
    Stepping stepping(b, id);
    failed += original(b, &id, 1, nstep, stage);
  }
  return failed;
}

SIMBENCH_EXPORT int mjb_rollout(mjBatch* b, const int* ids, int nid, int nstep, const mjtNum* control, int control_spec,
                                const mjBatchRecord* record, int nrecord) {
  REAL(mjb_rollout);
  if (!is_ours()) return original(b, ids, nid, nstep, control, control_spec, record, nrecord);
  size_t controls =
      static_cast<size_t>(nstep) * static_cast<size_t>(control ? mj_stateSize(mjb_model(b), control_spec) : 0);
  std::vector<mjBatchRecord> mine(record, record + nrecord);
  std::vector<size_t> bytes;
  for (const mjBatchRecord& r : mine) {
    std::optional<size_t> size = record_bytes(b, r);
    if (!size) {  // MuJoCo says what is wrong with it
      Inside inside;
      return original(b, ids, nid, nstep, control, control_spec, record, nrecord);
    }
    bytes.push_back(static_cast<size_t>(nstep) * *size);
  }
  int failed = 0;
  for (int i = 0; i < number_of(b, ids, nid); ++i) {
    int id = ids ? ids[i] : i;
    for (size_t k = 0; k < mine.size(); ++k)
      mine[k].buf = static_cast<char*>(record[k].buf) + static_cast<size_t>(i) * bytes[k];
    Stepping stepping(b, id);
    failed += original(b, &id, 1, nstep, control ? control + static_cast<size_t>(i) * controls : nullptr, control_spec,
                       mine.data(), nrecord);
  }
  return failed;
}

SIMBENCH_EXPORT int mjb_reset(mjBatch* b, const int* ids, int nid, const int* key, int stage) {
  REAL(mjb_reset);
  if (is_ours())
    for (int i = 0; i < number_of(b, ids, nid); ++i) recorder().was_reset(b, ids ? ids[i] : i);
  Inside inside;
  return original(b, ids, nid, key, stage);
}

SIMBENCH_EXPORT void mjb_deleteBatch(mjBatch* b) {
  REAL(mjb_deleteBatch);
  if (is_ours()) {
    Inside inside;
    recorder().deleted_batch(b);
  }
  Inside inside;
  original(b);
}

/// A rollout of mujoco.rollout begins or ends in this thread.
SIMBENCH_EXPORT void simbench_mujoco_rollout(int running) {
  simbench::probe::rollout = {running != 0, 0};
  current_member = {};
}
}
