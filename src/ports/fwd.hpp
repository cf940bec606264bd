#pragma once

namespace wf {
class ActionDispatcher;
class Clock;
class CommandSink;
class HeartbeatSink;
class SignsOfLife;
class Storage;
struct ChangeSet;
struct Query;
}  // namespace wf
