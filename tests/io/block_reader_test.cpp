#include "netbasics/io/block_reader.hpp"

#include <boost/test/unit_test.hpp>

#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>

using namespace netbasics::io;

namespace {

/// A descriptor from which `text` is read in pieces of `piece` bytes.
class source {
public:
    /// SOCK_SEQPACKET keeps pieces apart that fit the reader's room; SOCK_STREAM may join and cut them.
    source(std::string text, std::size_t piece, int type = SOCK_STREAM)
    {
        int ends[2];
        BOOST_TEST_REQUIRE(::socketpair(AF_UNIX, type, 0, ends) == 0);
        read_end_ = ends[0];
        writer_ = std::thread([text = std::move(text), piece, end = ends[1]] {
            for (std::size_t at = 0; at < text.size(); at += piece)
                if (::send(end, text.data() + at, std::min(piece, text.size() - at), MSG_NOSIGNAL) < 0) break;
            ::close(end);
        });
    }

    ~source()
    {
        ::close(read_end_);
        writer_.join();
    }

    source(source const&) = delete;
    source& operator=(source const&) = delete;

    int descriptor() const { return read_end_; }

private:
    int read_end_ = -1;
    std::thread writer_;
};

}  // namespace

BOOST_AUTO_TEST_SUITE(io_block_reader)

BOOST_AUTO_TEST_CASE(blocks_are_whole_records_and_lose_nothing)
{
    std::string text;
    for (int i = 0; i < 100'000; ++i) text.append("line ").append(std::to_string(i)).append("\n");
    text.append("the last one has no end");
    source from(text, 4099);
    block_reader reader(from.descriptor());
    std::string seen;
    block b;
    while (reader.read(b).value()) {
        seen.append(b.text());
        if (seen.size() < text.size()) BOOST_TEST(b.text().ends_with('\n'));
    }
    BOOST_TEST((seen == text));
    BOOST_TEST(!reader.read(b).value());
}

BOOST_AUTO_TEST_CASE(a_record_longer_than_a_block_comes_whole)
{
    std::string const text = std::string(3 * block_reader::block_size + 7, 'x') + '\0' + "short" + '\0';
    source from(text, 60'000);
    block_reader reader(from.descriptor(), '\0');
    block b;
    std::string seen;
    while (reader.read(b).value()) {
        BOOST_TEST(b.text().ends_with('\0'));
        seen.append(b.text());
    }
    BOOST_TEST((seen == text));
}

BOOST_AUTO_TEST_CASE(records_are_handed_on_as_they_come_when_asked_for)
{
    source from("a\nb", 2, SOCK_SEQPACKET);
    block_reader reader(from.descriptor(), '\n', block_reader::patience::whole_records);
    block b;
    BOOST_TEST(reader.read(b).value());
    BOOST_TEST(b.text() == "a\n");
    BOOST_TEST(reader.read(b).value());
    BOOST_TEST(b.text() == "b");
    BOOST_TEST(!reader.read(b).value());
}

BOOST_AUTO_TEST_CASE(an_empty_input_has_no_block)
{
    source from("", 1);
    block_reader reader(from.descriptor());
    block b;
    BOOST_TEST(!reader.read(b).value());
}

BOOST_AUTO_TEST_CASE(what_cannot_be_read_is_an_error)
{
    block_reader reader(-1);
    block b;
    BOOST_TEST(reader.read(b).has_error());
}

BOOST_AUTO_TEST_SUITE_END()
