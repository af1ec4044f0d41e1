#include "netbasics/scan/byte_masks.hpp"

#include <boost/test/unit_test.hpp>

#include <random>
#include <vector>

using namespace netbasics::scan;

BOOST_AUTO_TEST_SUITE(scan_byte_masks)

BOOST_AUTO_TEST_CASE(vector_instructions_agree_with_plain_code)
{
    constexpr std::size_t groups = 4096;
    std::mt19937 random(1);
    std::vector<char> text(groups * 64);
    constexpr char often[] = "0123456789.:/;-aF \n";
    for (auto& c : text)
        c = random() % 2 == 0 ? often[random() % (sizeof often - 1)] : static_cast<char>(random());

    std::vector<byte_masks> expected(groups);
    portable_masks(text.data(), groups, expected.data());
    std::vector<mask_function> others{best_mask_function()};
#if defined(__x86_64__)
    others.push_back(sse2_masks);
    if (has_avx2()) others.push_back(avx2_masks);
#endif
    for (auto const other : others) {
        std::vector<byte_masks> seen(groups);
        other(text.data(), groups, seen.data());
        for (std::size_t g = 0; g < groups; ++g) {
            BOOST_TEST_REQUIRE(seen[g].digit == expected[g].digit);
            BOOST_TEST_REQUIRE(seen[g].dot == expected[g].dot);
            BOOST_TEST_REQUIRE(seen[g].colon == expected[g].colon);
        }
    }
}

BOOST_AUTO_TEST_CASE(every_byte_is_of_its_kind)
{
    std::vector<char> text(256);
    for (unsigned i = 0; i < 256; ++i) text[i] = static_cast<char>(i);
    byte_masks masks[4];
    portable_masks(text.data(), 4, masks);
    for (unsigned i = 0; i < 256; ++i) {
        BOOST_TEST(((masks[i / 64].digit >> i % 64 & 1) == 1) == (i >= '0' && i <= '9'));
        BOOST_TEST(((masks[i / 64].dot >> i % 64 & 1) == 1) == (i == '.'));
        BOOST_TEST(((masks[i / 64].colon >> i % 64 & 1) == 1) == (i == ':'));
    }
}

BOOST_AUTO_TEST_SUITE_END()
