// Journals: numbers, order, failures, and parts of a record.

#include "netbasics/journal/file_journal.hpp"
#include "netbasics/journal/memory_journal.hpp"

#include "support/temporary_folder.hpp"

#include <boost/asio/executor_work_guard.hpp>
#include <boost/test/unit_test.hpp>

#include <csignal>
#include <filesystem>
#include <fstream>
#include <sys/resource.h>

using namespace netbasics;
using journal::file_journal;
using journal::sync_policy;

namespace {

/// Notes what it is told: `seq:text` or `!text`.
struct notes : journal::subscriber {
    void committed(journal::entry const& what, std::uint64_t tag) override
    {
        all.push_back(std::to_string(what->seq) + ':' + what->text);
        tags.push_back(tag);
    }

    void failed(journal::entry const& what, std::uint64_t, std::string const& why) override
    {
        BOOST_TEST(!why.empty());
        all.push_back('!' + what->text);
    }

    void delayed(journal::entry const&, std::uint64_t) override {}

    std::vector<std::string> take() { return std::exchange(all, {}); }

    std::vector<std::string> all;
    std::vector<std::uint64_t> tags;
};

using texts = std::vector<std::string>;

std::shared_ptr<room::event> said(std::string text)
{
    return std::make_shared<room::event>(room::event{0, room::moment(std::chrono::seconds(1'800'000'000)),
                                                     "a", std::move(text), room::event_kind::message});
}

/// A record in a folder of its own.
struct kept_room {
    explicit kept_room(file_journal::settings how, std::string const& path)
        : events(context, journal::record_parts::open(path).value(), how,
                 [this](result<void> const& state) { states.push_back(state.has_value()); })
    {
        events.answer_to(told);
    }

    texts say(std::vector<std::string> const& lines)
    {
        for (auto const& line : lines) events.append(said(line), 7);
        events.commit();
        run();
        return told.take();
    }

    void run()
    {
        context.restart();
        context.run_for(std::chrono::milliseconds(50));
    }

    std::vector<std::string> since(std::uint64_t seq)
    {
        std::vector<std::string> found;
        auto where = events.after(seq);
        for (auto more = events.read(where, 100); !more.empty(); more = events.read(where, 100))
            for (auto const& what : more) found.push_back(what->text);
        return found;
    }

    boost::asio::io_context context;
    boost::asio::executor_work_guard<boost::asio::io_context::executor_type> work{context.get_executor()};
    notes told;
    std::vector<bool> states;
    file_journal events;
};

std::string all_of(std::string const& path)
{
    std::ifstream in(path);
    return {std::istreambuf_iterator<char>(in), {}};
}

}  // namespace

BOOST_AUTO_TEST_SUITE(journal_journal)

BOOST_AUTO_TEST_CASE(memory_numbers_what_is_committed)
{
    journal::memory_journal events(2);
    notes told;
    events.answer_to(told);
    for (auto const* text : {"one", "two", "three"}) events.append(said(text), 5);
    BOOST_TEST(told.take().empty());
    events.commit();
    BOOST_TEST(told.take() == (texts{"1:one", "2:two", "3:three"}), boost::test_tools::per_element());
    BOOST_TEST(told.tags.back() == 5u);
    auto where = events.before_last(10);
    BOOST_TEST(events.recent(where, 1'000).size() == 2u);
    BOOST_TEST(events.has_lost_after(0));
    BOOST_TEST(!events.has_lost_after(1));
}

BOOST_AUTO_TEST_CASE(a_file_commits_under_every_policy_and_continues)
{
    for (auto const policy : {sync_policy::always, sync_policy::batch, sync_policy::never}) {
        test::temporary_folder const folder;
        auto const path = folder.path() + "/record";
        {
            kept_room r({.sync = policy, .kept = 10}, path);
            BOOST_TEST(r.say({"one", "two"}) == (texts{"1:one", "2:two"}), boost::test_tools::per_element());
            r.events.append(said("at the end"), 7);
            BOOST_TEST(r.events.close().has_value());
        }
        kept_room r({.sync = policy, .kept = 10}, path);
        BOOST_TEST(r.events.last_seq() == 3u);
        BOOST_TEST(r.say({"four"}) == texts{"4:four"}, boost::test_tools::per_element());
        BOOST_TEST(r.since(1) == (texts{"two", "at the end", "four"}), boost::test_tools::per_element());
        BOOST_TEST(r.events.close().has_value());
    }
}

BOOST_AUTO_TEST_CASE(with_sync_always_nothing_is_committed_before_the_disk_has_it)
{
    test::temporary_folder const folder;
    {
        kept_room r({.sync = sync_policy::always, .kept = 10}, folder.path() + "/record");
        r.events.append(said("one"), 7);
        r.events.commit();
        BOOST_TEST(r.told.take().empty());  // the disk is a thread's affair
        r.events.append(said("two"), 7);
        r.events.commit();
        r.run();
        BOOST_TEST(r.told.take() == (texts{"1:one", "2:two"}), boost::test_tools::per_element());
        r.events.append(said("three"), 7);
        r.events.commit();
        r.events.append(said("four"), 7);
        BOOST_TEST(r.events.close().has_value());  // what is on its way, and what waits
    }
    auto const kept = journal::record_parts::open(folder.path() + "/record").value();
    BOOST_TEST(kept.last_seq() == 4u);
}

BOOST_AUTO_TEST_CASE(what_cannot_be_written_is_told_and_the_next_is_tried)
{
    std::signal(SIGXFSZ, SIG_IGN);
    rlimit usual{};
    ::getrlimit(RLIMIT_FSIZE, &usual);
    for (auto const policy : {sync_policy::always, sync_policy::batch}) {
        test::temporary_folder const folder;
        auto const path = folder.path() + "/record";
        kept_room r({.sync = policy, .kept = 10}, path);
        r.say({"one"});
        auto const before = all_of(path);
        auto small = usual;
        small.rlim_cur = before.size() + 10;
        ::setrlimit(RLIMIT_FSIZE, &small);
        BOOST_TEST(r.say({"two", "three"}) == (texts{"!two", "!three"}), boost::test_tools::per_element());
        BOOST_TEST(all_of(path) == before);
        ::setrlimit(RLIMIT_FSIZE, &usual);
        BOOST_TEST(r.say({"four"}) == texts{"2:four"}, boost::test_tools::per_element());
        BOOST_TEST(r.states == (std::vector<bool>{false, true}), boost::test_tools::per_element());
        BOOST_TEST(r.events.close().has_value());
    }
}

BOOST_AUTO_TEST_CASE(parts_are_one_record)
{
    test::temporary_folder const folder;
    auto const path = folder.path() + "/record";
    std::ofstream(path + ".txt") << "no record\n";
    texts expected;
    {
        kept_room r({.sync = sync_policy::never, .part_size = 300, .kept = 4}, path);
        for (int i = 0; i < 20; ++i) {
            expected.push_back("line " + std::to_string(i));
            r.say({expected.back()});
        }
        BOOST_TEST(r.since(0) == expected, boost::test_tools::per_element());
        BOOST_TEST(r.events.close().has_value());
    }
    BOOST_TEST(std::filesystem::exists(path + ".2"));
    BOOST_TEST(all_of(path).size() < 400u);
    auto const paths = journal::record_part_paths(path);
    BOOST_TEST(paths.size() > 3u);
    BOOST_TEST(paths.front() == path + ".1");
    BOOST_TEST(paths.back() == path);
    {
        kept_room r({.sync = sync_policy::never, .kept = 4}, path);
        BOOST_TEST(r.events.last_seq() == 20u);
        BOOST_TEST(r.since(0) == expected, boost::test_tools::per_element());
        BOOST_TEST(r.since(13) == texts(expected.begin() + 13, expected.end()),
                   boost::test_tools::per_element());
        // As logrotate does it.
        std::filesystem::rename(path, path + "-20270101");
        r.say({"line 20"});
        r.events.reopen();
        r.say({"line 21"});
        expected.insert(expected.end(), {"line 20", "line 21"});
        BOOST_TEST(r.since(0) == expected, boost::test_tools::per_element());
        BOOST_TEST(r.events.close().has_value());
    }
    kept_room r({.sync = sync_policy::never, .kept = 4}, path);
    BOOST_TEST(r.since(0) == expected, boost::test_tools::per_element());
    BOOST_TEST(r.events.close().has_value());
}

BOOST_AUTO_TEST_CASE(a_record_is_cleaned_like_a_line_from_the_wire)
{
    auto const what = journal::entry_from_line(
        R"({"seq":3,"time":"2026-01-02T03:04:05.678Z","from":"\u001b[2J","text":"a\nb: c","event":"message","token":"x"})");
    BOOST_TEST_REQUIRE(what != nullptr);
    BOOST_TEST(*what->plain() == "?: a\n");
    BOOST_TEST(what->token == "");
    BOOST_TEST(
        journal::entry_from_line(
            R"({"seq":3,"time":"2026-01-02T03:04:05.678Z","from":null,"text":"","event":"current"})") ==
        nullptr);
}

BOOST_AUTO_TEST_SUITE_END()
