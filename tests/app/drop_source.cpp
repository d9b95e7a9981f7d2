#include "tests/app/drop_source.hpp"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <chrono>
#include <cstdio>
#include <memory>
#include <optional>
#include <thread>

namespace tests {
namespace {

using namespace std::chrono_literals;

struct CloseDisplay {
  void operator()(::Display* display) const { XCloseDisplay(display); }
};

/// A file's address with all but letters, digits and a few signs as %XX.
std::string file_address(const std::string& path) {
  std::string address = "file://";
  for (const char c : path) {
    const auto byte = static_cast<unsigned char>(c);
    const bool plain = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '/' ||
                       c == '.' || c == '_' || c == '-';
    char hex[4];
    std::snprintf(hex, sizeof hex, "%%%02X", byte);
    address += plain ? std::string(1, c) : hex;
  }
  return address;
}

std::optional<::Window> window_of_class(::Display* display, ::Window from, const std::string& name) {
  XClassHint hint{};
  if (XGetClassHint(display, from, &hint) != 0) {
    const bool found = name == hint.res_class || name == hint.res_name;
    XFree(hint.res_name);
    XFree(hint.res_class);
    if (found) return from;
  }
  ::Window root = 0;
  ::Window parent = 0;
  ::Window* children = nullptr;
  unsigned count = 0;
  if (XQueryTree(display, from, &root, &parent, &children, &count) == 0) return std::nullopt;
  std::optional<::Window> found;
  for (unsigned i = 0; i < count && !found; ++i) found = window_of_class(display, children[i], name);
  if (children != nullptr) XFree(children);
  return found;
}

}  // namespace

std::string drop_files(const std::string& display_name, const std::vector<std::string>& paths, int x_px, int y_px) {
  const std::unique_ptr<::Display, CloseDisplay> owner(XOpenDisplay(display_name.c_str()));
  ::Display* display = owner.get();
  if (display == nullptr) return "no display";
  const ::Window root = DefaultRootWindow(display);
  const auto target = window_of_class(display, root, "hiilitie");
  if (!target) return "no window";
  const ::Window source = XCreateSimpleWindow(display, root, -10, -10, 1, 1, 0, 0, 0);
  const auto atom = [&](const char* name) { return XInternAtom(display, name, False); };
  const Atom selection = atom("XdndSelection");
  const Atom uri_list = atom("text/uri-list");
  XSetSelectionOwner(display, selection, source, CurrentTime);

  int left = 0;
  int top = 0;
  ::Window child = 0;
  XTranslateCoordinates(display, *target, root, x_px, y_px, &left, &top, &child);
  const auto send = [&](const char* type, long second, long third, long fourth, long fifth) {
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.display = display;
    event.xclient.window = *target;
    event.xclient.message_type = atom(type);
    event.xclient.format = 32;
    event.xclient.data.l[0] = static_cast<long>(source);
    event.xclient.data.l[1] = second;
    event.xclient.data.l[2] = third;
    event.xclient.data.l[3] = fourth;
    event.xclient.data.l[4] = fifth;
    XSendEvent(display, *target, False, NoEventMask, &event);
    XFlush(display);
  };
  std::string list;
  for (const std::string& path : paths) list += file_address(path) + "\r\n";

  send("XdndEnter", 5L << 24, static_cast<long>(uri_list), 0, 0);
  send("XdndPosition", 0, (static_cast<long>(left) << 16) | top, CurrentTime,
       static_cast<long>(atom("XdndActionCopy")));
  bool dropped = false;
  for (const auto end = std::chrono::steady_clock::now() + 10s; std::chrono::steady_clock::now() < end;) {
    if (XPending(display) == 0) {
      std::this_thread::sleep_for(5ms);
      continue;
    }
    XEvent event;
    XNextEvent(display, &event);
    if (event.type == ClientMessage && event.xclient.message_type == atom("XdndStatus") && !dropped) {
      if ((event.xclient.data.l[1] & 1) == 0) return "the window does not take the files";
      dropped = true;
      send("XdndDrop", 0, CurrentTime, 0, 0);
    } else if (event.type == SelectionRequest) {
      const XSelectionRequestEvent& request = event.xselectionrequest;
      XChangeProperty(display, request.requestor, request.property, request.target, 8, PropModeReplace,
                      reinterpret_cast<const unsigned char*>(list.data()), static_cast<int>(list.size()));
      XEvent answer{};
      answer.xselection.type = SelectionNotify;
      answer.xselection.requestor = request.requestor;
      answer.xselection.selection = request.selection;
      answer.xselection.target = request.target;
      answer.xselection.property = request.property;
      answer.xselection.time = request.time;
      XSendEvent(display, request.requestor, False, NoEventMask, &answer);
      XFlush(display);
    } else if (event.type == ClientMessage && event.xclient.message_type == atom("XdndFinished")) {
      // GLFW puts the length of what it got here, not only the protocol's bit 0.
      return event.xclient.data.l[1] != 0 ? "" : "the drop was refused";
    }
  }
  return "no answer to the drop";
}

}  // namespace tests
