#define BOOST_TEST_MODULE netbasics
#include <boost/test/results_collector.hpp>
#include <boost/test/tree/observer.hpp>
#include <boost/test/tree/traverse.hpp>
#include <boost/test/tree/visitor.hpp>
#include <boost/test/unit_test.hpp>

#include <cerrno>
#include <cstdlib>
#include <fstream>
#include <iostream>
#include <map>

namespace {

namespace unit_test = boost::unit_test;

/** Counts the tests that passed, failed, and were skipped for want of something (support/needs.hpp). Prints a
    line for each reason, and writes the counts to a file in the folder NETBASICS_TEST_TALLY for tests/run. */
class tally : public unit_test::test_observer {
public:
    void test_unit_skipped(unit_test::test_unit const& skipped, unit_test::const_string why) override
    {
        std::string reason(why.begin(), why.end());
        constexpr std::string_view lead = "precondition failed: ";
        if (!reason.starts_with(lead)) return;  // left out on the command line
        reason.erase(0, lead.size());

        struct : unit_test::test_tree_visitor {
            unsigned count = 0;

            void visit(unit_test::test_case const&) override { ++count; }
        } cases;

        unit_test::traverse_test_tree(skipped.p_id, cases, true);
        skipped_[reason] += cases.count;
        std::cout << "skipped: " << skipped.full_name() << ": " << reason << '\n';
    }

    void test_finish() override
    {
        auto const& all =
            unit_test::results_collector.results(unit_test::framework::master_test_suite().p_id);
        char const* const folder = std::getenv("NETBASICS_TEST_TALLY");
        if (folder == nullptr) return;
        std::ofstream out(std::string(folder) + '/' + program_invocation_short_name);
        out << "passed\t" << all.p_test_cases_passed + all.p_test_cases_warned << '\n';
        out << "failed\t" << all.p_test_cases_failed + all.p_test_cases_timed_out << '\n';
        for (auto const& [reason, count] : skipped_) out << "skipped\t" << count << '\t' << reason << '\n';
    }

private:
    std::map<std::string, unsigned> skipped_;
};

/// Observers cannot be removed while they are called, so this one stays to the end.
struct with_tally {
    with_tally()
    {
        static tally counts;
        unit_test::framework::register_observer(counts);
    }
};

BOOST_TEST_GLOBAL_CONFIGURATION(with_tally);

}  // namespace
