#pragma once
// The motions that the page shows: of each trace a thinned trajectory for the plots and a scene for the replay.
#include "base/json.h"
#include "report/blobs.h"
#include "report/report.h"

namespace simbench::report {

/// Numbers of blobs; null where there is nothing to show, scene "left out" where the page had no room for it.
struct Motion {
  Json trajectory, scene;
};

/// Each trace of the store is read once, and its scene stored once, whichever cells show it.
class Motions {
 public:
  Motions(const store::Store& store, const Options& options, Blobs& blobs)
      : store_(store), options_(options), blobs_(blobs) {}
  /// Scenes find room in the order in which they are added.
  void add(const std::string& hash);
  /// Of a trace that was added.
  const Motion& of(const std::string& hash) const;

 private:
  const store::Store& store_;
  Options options_;
  Blobs& blobs_;
  size_t scene_bytes_ = 0;
  std::map<std::string, Motion> known_;
};

/// three.js in a page: the numbers of its modules' blobs (null where it isn't installed) and its licence.
struct ThreeInPage {
  Json modules;
  std::string licence;
};
ThreeInPage three_in_page(Blobs& blobs);

}  // namespace simbench::report
