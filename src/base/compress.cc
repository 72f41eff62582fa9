#include "base/compress.h"

#include <fmt/format.h>
#include <openssl/evp.h>
#include <zlib.h>
#include <zstd.h>

namespace simbench {

std::string zstd_compress(std::string_view bytes, int level) {
  std::string out(ZSTD_compressBound(bytes.size()), '\0');
  size_t n = ZSTD_compress(out.data(), out.size(), bytes.data(), bytes.size(), level);
  check(!ZSTD_isError(n), "zstd refused to compress");
  out.resize(n);
  return out;
}

Result<std::string> zstd_decompress(std::string_view bytes, size_t max_bytes) {
  std::unique_ptr<ZSTD_DCtx, size_t (*)(ZSTD_DCtx*)> context(ZSTD_createDCtx(), ZSTD_freeDCtx);
  std::string out;
  std::string chunk(ZSTD_DStreamOutSize(), '\0');
  ZSTD_inBuffer in{bytes.data(), bytes.size(), 0};
  size_t hint = 1;
  while (in.pos < in.size || hint != 0) {
    ZSTD_outBuffer buffer{chunk.data(), chunk.size(), 0};
    size_t before = in.pos;
    hint = ZSTD_decompressStream(context.get(), &buffer, &in);
    if (ZSTD_isError(hint))
      return fail(ErrorCode::corrupt, fmt::format("not valid zstd data: {}", ZSTD_getErrorName(hint)));
    if (out.size() + buffer.pos > max_bytes)
      return fail(ErrorCode::invalid_input, fmt::format("decompresses to more than {} bytes", max_bytes));
    out.append(chunk.data(), buffer.pos);
    if (hint != 0 && buffer.pos == 0 && in.pos == before)
      return fail(ErrorCode::corrupt, "the zstd data end too early");
  }
  return out;
}

std::string deflate_raw(std::string_view bytes) {
  z_stream stream{};
  check(deflateInit2(&stream, 9, Z_DEFLATED, -MAX_WBITS, 9, Z_DEFAULT_STRATEGY) == Z_OK, "zlib does not start");
  std::string out(deflateBound(&stream, bytes.size()), '\0');
  stream.next_in = reinterpret_cast<Bytef*>(const_cast<char*>(bytes.data()));
  stream.avail_in = static_cast<uInt>(bytes.size());
  stream.next_out = reinterpret_cast<Bytef*>(out.data());
  stream.avail_out = static_cast<uInt>(out.size());
  check(deflate(&stream, Z_FINISH) == Z_STREAM_END, "zlib did not finish");
  out.resize(stream.total_out);
  deflateEnd(&stream);
  return out;
}

std::string base64(std::string_view bytes) {
  std::string out(4 * ((bytes.size() + 2) / 3), '\0');
  EVP_EncodeBlock(reinterpret_cast<unsigned char*>(out.data()), reinterpret_cast<const unsigned char*>(bytes.data()),
                  static_cast<int>(bytes.size()));
  return out;
}

}  // namespace simbench
