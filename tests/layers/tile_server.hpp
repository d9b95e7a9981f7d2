// A tile service on loopback, in its several bad manners too.
#pragma once

#include <gtest/gtest.h>

#include <array>
#include <atomic>
#include <netinet/in.h>
#include <string>
#include <sys/socket.h>
#include <thread>
#include <unistd.h>
#include <utility>
#include <vector>

namespace tests {

/// Answers every request on 127.0.0.1 until it dies.
class TileServer {
public:
  enum class Manner { tiles, not_found, garbage, mute };
  TileServer(Manner manner, std::string png) : manner_(manner), png_(std::move(png)) {
    socket_ = socket(AF_INET, SOCK_STREAM, 0);
    sockaddr_in address{};
    address.sin_family = AF_INET;
    address.sin_addr.s_addr = htonl(INADDR_LOOPBACK);
    socklen_t size = sizeof address;
    EXPECT_EQ(bind(socket_, reinterpret_cast<sockaddr*>(&address), size), 0);
    EXPECT_EQ(listen(socket_, 64), 0);
    getsockname(socket_, reinterpret_cast<sockaddr*>(&address), &size);
    port_ = ntohs(address.sin_port);
    thread_ = std::jthread([this] { serve(); });
  }
  ~TileServer() {
    shutdown(socket_, SHUT_RDWR);
    thread_.join();
    close(socket_);
    for (const int held : held_) close(held);
  }
  [[nodiscard]] std::string address() const {
    return "http://127.0.0.1:" + std::to_string(port_) + "/a&b/{z}/{x}/{y}.png";
  }
  [[nodiscard]] int requests() const { return requests_; }

private:
  void serve() {
    for (;;) {
      const int client = accept(socket_, nullptr, nullptr);
      if (client < 0) return;
      ++requests_;
      if (manner_ == Manner::mute) {
        held_.push_back(client);
        continue;
      }
      std::array<char, 4096> request{};
      if (::read(client, request.data(), request.size()) < 0) request[0] = 0;
      const std::string body = manner_ == Manner::tiles ? png_ : "no picture";
      const std::string answer = (manner_ == Manner::not_found ? "HTTP/1.0 404 Not Found" : "HTTP/1.0 200 OK") +
                                 std::string("\r\nContent-Type: image/png\r\nContent-Length: ") +
                                 std::to_string(body.size()) + "\r\n\r\n" + body;
      if (::write(client, answer.data(), answer.size()) < 0) ++requests_;
      close(client);
    }
  }
  Manner manner_;
  std::string png_;
  int socket_ = -1;
  int port_ = 0;
  std::atomic<int> requests_{0};
  std::vector<int> held_;
  std::jthread thread_;
};

}  // namespace tests
