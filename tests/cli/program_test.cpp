#include "support/program.hpp"

#include <boost/test/unit_test.hpp>

using netbasics::test::run;

BOOST_AUTO_TEST_SUITE(cli_program)

BOOST_AUTO_TEST_CASE(help_goes_to_standard_output)
{
    for (auto const& words :
         {std::vector<std::string>{"--help"}, {"help"}, {"subnet", "--help"}, {"help", "subnet"}}) {
        auto const seen = run(words);
        BOOST_TEST(seen.status == 0);
        BOOST_TEST(seen.err == "");
        BOOST_TEST(seen.out.find("netbasics subnet ") != std::string::npos);
    }
}

BOOST_AUTO_TEST_CASE(no_command_is_wrong_usage)
{
    auto const seen = run({});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.out == "");
}

BOOST_AUTO_TEST_CASE(what_is_mistyped_gets_the_nearest_real_name)
{
    auto const command = run({"subnte"});
    BOOST_TEST(command.status == 2);
    BOOST_TEST(command.err.find("did you mean subnet?") != std::string::npos);
    auto const option = run({"subnet", "--jsno", "10.0.0.1"});
    BOOST_TEST(option.status == 2);
    BOOST_TEST(option.err.find("did you mean --json?") != std::string::npos);
}

BOOST_AUTO_TEST_CASE(a_full_disk_is_reported)
{
    auto const seen = run({"--help"}, {.output_file = "/dev/full"});
    BOOST_TEST(seen.status == 2);
    BOOST_TEST(seen.err == "netbasics: standard output: No space left on device\n");
}

BOOST_AUTO_TEST_SUITE_END()
