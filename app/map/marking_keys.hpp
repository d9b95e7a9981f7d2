// Keys that belong to the tool in hand: typed values, Enter, Backspace, Delete, Tab.
#pragma once

namespace app {

class Workspace;

/// True if a key of this frame meant something to the tool; then it is no command. Not while a text field has the keys.
bool take_marking_keys(Workspace& workspace);

}  // namespace app
