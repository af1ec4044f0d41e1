// Runs a fuzz target over its corpus and over mutations of it, the same every time. Usage: PROGRAM FOLDER
// [COUNT]

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <random>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(unsigned char const* bytes, std::size_t size);

namespace {

void feed(std::string const& text)
{
    LLVMFuzzerTestOneInput(reinterpret_cast<unsigned char const*>(text.data()), text.size());
}

std::vector<std::string> read_corpus(char const* folder)
{
    std::vector<std::filesystem::path> paths;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) paths.push_back(entry.path());
    std::sort(paths.begin(), paths.end());
    std::vector<std::string> corpus;
    for (auto const& path : paths) {
        std::ifstream file(path, std::ios::binary);
        corpus.emplace_back(std::istreambuf_iterator<char>(file), std::istreambuf_iterator<char>());
    }
    return corpus;
}

std::string mutated(std::vector<std::string> const& corpus, std::mt19937_64& random)
{
    auto const below = [&](std::size_t limit) {
        return static_cast<std::size_t>(random() % std::max<std::size_t>(limit, 1));
    };
    auto text = corpus[below(corpus.size())];
    for (auto steps = 1 + below(4); steps > 0; --steps) {
        auto const at = below(text.size() + 1);
        switch (below(5)) {
        case 0:
            text.insert(at, 1, static_cast<char>(below(256)));
            break;
        case 1:
            text.insert(at, 1, "0123456789abcdefABCDEF:-./ "[below(27)]);
            break;
        case 2:
            text.erase(at, 1 + below(3));
            break;
        case 3:
            if (at < text.size()) text[at] = "0123456789abcdef:-.\0\xFF"[below(21)];
            break;
        default: {
            auto const& other = corpus[below(corpus.size())];
            text.insert(at, other.substr(below(other.size() + 1), below(24)));
        }
        }
    }
    return text;
}

}  // namespace

int main(int count, char** arguments)
{
    if (count < 2) return 2;
    auto const corpus = read_corpus(arguments[1]);
    if (corpus.empty()) {
        std::fputs("the corpus is empty\n", stderr);
        return 2;
    }
    for (auto const& text : corpus) feed(text);
    std::mt19937_64 random(1);
    auto const mutations = count > 2 ? std::strtoull(arguments[2], nullptr, 10) : 300'000;
    for (unsigned long long i = 0; i < mutations; ++i) feed(mutated(corpus, random));
    std::printf("%zu inputs, %llu mutations\n", corpus.size(), mutations);
    return 0;
}
