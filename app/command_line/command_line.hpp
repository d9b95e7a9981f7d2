// The command line: what can be clicked can be scripted. Data goes to standard output, words to standard error.
#pragma once

namespace app {

/// Exit status: 0 done, 1 the input or the work failed (one sentence on standard error), 2 wrong usage.
int run_command_line(int argc, char** argv);

}  // namespace app
