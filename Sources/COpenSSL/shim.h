#include <openssl/evp.h>
#include <openssl/ts.h>
#include <openssl/x509.h>
