#ifndef NETBASICS_TESTS_SUPPORT_PROGRAM_HPP
#define NETBASICS_TESTS_SUPPORT_PROGRAM_HPP

#include <string>
#include <string_view>
#include <sys/types.h>
#include <vector>

namespace netbasics::test {

/// What a finished program left behind.
struct outcome {
    int status = -1;  ///< exit status; 128 + the signal's number after one
    std::string out;
    std::string err;
};

/// How a program is started, where that differs from the usual.
struct setting {
    std::string_view input = {};                ///< its whole standard input
    std::vector<std::string> environment = {};  ///< NAME=value, added to a bare environment (LC_ALL=C.UTF-8)
    char const* output_file = nullptr;          ///< standard output goes there, for instance /dev/full
    std::string program = NETBASICS_PROGRAM;
};

/// Runs the netbasics that was built beside the tests, and waits for its end.
outcome run(std::vector<std::string> const& arguments, setting const& how = {});

/** A program that is talked to while it runs, through pipes or at a pseudo-terminal of its own.
    Every wait has a bound; a program that is still running at the end of the test is killed. */
class running_program {
public:
    enum class at { pipes, terminal };

    running_program(std::vector<std::string> const& arguments, at where, setting const& how = {});
    ~running_program();
    running_program(running_program const&) = delete;
    running_program& operator=(running_program const&) = delete;

    pid_t pid() const { return pid_; }

    void type(std::string_view text);  ///< to its standard input
    void end_input();                  ///< closes the pipe; at a terminal sends Ctrl-D
    void send_signal(int number);

    /// Waits until all that was read from its output so far holds `text`.
    bool wait_for_output(std::string_view text, int milliseconds = 10'000);
    bool wait_for_error(std::string_view text, int milliseconds = 10'000);

    std::string const& output() const { return out_; }  ///< a terminal's output holds both streams

    std::string const& error_output() const { return err_; }

    /// Reads on until the program ends; its status as in `outcome`, or -1 when time is up.
    int wait(int milliseconds = 10'000);

    /// The terminal's own end, to look at its settings; -1 for pipes.
    int terminal() const { return terminal_; }

private:
    bool pump(int milliseconds);
    bool wait_for(std::string const& where, std::string_view text, int milliseconds);

    pid_t pid_ = -1;
    int in_ = -1;
    int out_end_ = -1;
    int err_end_ = -1;
    int terminal_ = -1;
    std::string out_;
    std::string err_;
};

}  // namespace netbasics::test

#endif
