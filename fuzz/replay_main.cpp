// Runs every file of the corpus once, without a fuzzer: what was found stays found.
// usage: fuzz_replay CORPUS [TARGET [FILE...]]
#include "target.hpp"

#include <algorithm>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <iterator>
#include <string>
#include <vector>

namespace {

namespace fs = std::filesystem;

void replay(const fuzz::Target& target, const fs::path& file) {
    // Told first: a crash leaves the name behind.
    std::fprintf(stderr, "%s\n", file.c_str());
    std::ifstream stream(file, std::ios::binary);
    const std::string input{std::istreambuf_iterator<char>(stream), {}};
    target.run(input);
}

std::vector<fs::path> files_in(const fs::path& folder) {
    std::vector<fs::path> files;
    if (!fs::exists(folder)) return files;
    for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
    std::ranges::sort(files);
    return files;
}

}  // namespace

int main(int argc, char** argv) {
    const std::vector<std::string> words{argv + 1, argv + argc};
    if (words.empty()) {
        std::fprintf(stderr, "usage: fuzz_replay CORPUS [TARGET [FILE...]]\n");
        return 2;
    }
    std::size_t count = 0;
    for (const fuzz::Target& target : fuzz::targets()) {
        if (words.size() > 1 && words[1] != target.name) continue;
        std::vector<fs::path> files{
            words.begin() + std::min<std::ptrdiff_t>(2, argc - 1), words.end()};
        if (files.empty()) files = files_in(fs::path{words[0]} / target.name);
        for (const fs::path& file : files) replay(target, file);
        count += files.size();
    }
    std::fprintf(stderr, "%zu inputs\n", count);
    return count > 0 ? 0 : 1;
}
