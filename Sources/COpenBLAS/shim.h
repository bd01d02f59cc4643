// The BLAS and LAPACK routines that Stats uses, and no others. Debian's OpenBLAS package brings
// no LAPACKE header, so the Fortran entry points are declared here. Integers are 32 bits (LP64).
#ifndef N1_COPENBLAS_SHIM_H
#define N1_COPENBLAS_SHIM_H

void openblas_set_num_threads(int count);

// CBLAS. Order: 102 = column major. Transpose: 111 = no, 112 = yes. Triangle: 121 = upper,
// 122 = lower. Diagonal: 131 = not unit.
double cblas_ddot(int n, const double *x, int incx, const double *y, int incy);
double cblas_dnrm2(int n, const double *x, int incx);
void cblas_daxpy(int n, double alpha, const double *x, int incx, double *y, int incy);
void cblas_drotg(double *a, double *b, double *c, double *s);
void cblas_drot(int n, double *x, int incx, double *y, int incy, double c, double s);
void cblas_dgemv(int order, int trans, int m, int n, double alpha, const double *a, int lda,
                 const double *x, int incx, double beta, double *y, int incy);
void cblas_dgemm(int order, int transa, int transb, int m, int n, int k, double alpha,
                 const double *a, int lda, const double *b, int ldb, double beta, double *c,
                 int ldc);
void cblas_dsyrk(int order, int uplo, int trans, int n, int k, double alpha, const double *a,
                 int lda, double beta, double *c, int ldc);
void cblas_dtrsv(int order, int uplo, int trans, int diag, int n, const double *a, int lda,
                 double *x, int incx);

// LAPACK. Every argument is a pointer; info < 0 names a bad argument.
void dgeqrf_(const int *m, const int *n, double *a, const int *lda, double *tau, double *work,
             const int *lwork, int *info);
void dgeqp3_(const int *m, const int *n, double *a, const int *lda, int *jpvt, double *tau,
             double *work, const int *lwork, int *info);
void dormqr_(const char *side, const char *trans, const int *m, const int *n, const int *k,
             const double *a, const int *lda, const double *tau, double *c, const int *ldc,
             double *work, const int *lwork, int *info);
void dtrtrs_(const char *uplo, const char *trans, const char *diag, const int *n, const int *nrhs,
             const double *a, const int *lda, double *b, const int *ldb, int *info);
void dtrcon_(const char *norm, const char *uplo, const char *diag, const int *n, const double *a,
             const int *lda, double *rcond, double *work, int *iwork, int *info);
void dpotrf_(const char *uplo, const int *n, double *a, const int *lda, int *info);
void dpotrs_(const char *uplo, const int *n, const int *nrhs, const double *a, const int *lda,
             double *b, const int *ldb, int *info);
void dpotri_(const char *uplo, const int *n, double *a, const int *lda, int *info);

// LDL' of a symmetric positive definite tridiagonal matrix, and solves with it.
void dpttrf_(const int *n, double *d, double *e, int *info);
void dpttrs_(const int *n, const int *nrhs, const double *d, const double *e, double *b,
             const int *ldb, int *info);

#endif
