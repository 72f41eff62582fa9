#pragma once
#include "campaign/campaign.h"
#include "proof/proof.h"

namespace simbench::cli {

/// Shows the progress of a run, or of a validation, on stderr: a bar on a terminal, else a plain line now and then.
class ProgressBar : public campaign::Observer {
 public:
  ProgressBar();
  ~ProgressBar() override;
  void progress(const campaign::Progress& progress) override;
  void judging(size_t done, size_t all, size_t asking) override;
  void note(const std::string& text) override;
  void proving(const proof::Standing& standing);
  void clear();  ///< before others write to the terminal

 private:
  void show(const std::string& line);
  bool quiet_;  ///< --log-level error
  bool terminal_;
  bool shown_ = false;
  double last_line_s_ = -1e9;
  size_t last_done_ = 0;
  double judging_since_s_ = -1;
  std::string part_;  ///< of the validation, with its own beginning and pace
  double part_since_s_ = 0;
  Remaining remaining_;
};

/// "3:07" or "1:02:09"; "?" for nullopt.
std::string clock_text(std::optional<double> seconds);
/// "12/90 cells  7 pass 5 fail  3 asked 2 running  0:41 left 3:07"
std::string plain_text(const campaign::Progress& progress);
/// "40/90 scores  10 asked  0:41"
std::string judging_text(size_t done, size_t all, size_t asking, double elapsed_s);
/// "12/45 scripts  0:41 left 3:07"
std::string proving_text(const proof::Standing& standing, double elapsed_s, std::optional<double> left_s);
/// Words behind a bar, at most `width` columns; the bar goes first when there is no room.
std::string bar_text(size_t done, size_t all, const std::string& words, size_t width);

}  // namespace simbench::cli
