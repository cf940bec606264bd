#include "app/server/server.hpp"

int main(int argc, char** argv) {
    return wf::app::run_server({argv + 1, argv + argc});
}
