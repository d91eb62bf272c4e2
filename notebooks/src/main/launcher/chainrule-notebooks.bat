@echo off
rem Starts the notebooks of Chainrule on the Java of JAVA_HOME or, without that, of PATH.
setlocal

if defined JAVA_HOME (
    set "JAVA=%JAVA_HOME%\bin\java.exe"
) else (
    set "JAVA=java.exe"
)
rem Only Java 17 and later know this option.
"%JAVA%" --enable-native-access=ALL-UNNAMED -version >nul 2>&1
if errorlevel 1 (
    echo chainrule-notebooks: needs Java 17 or later, but "%JAVA%" is older or missing. Install one, or set JAVA_HOME.>&2
    exit /b 2
)

rem With libtorch in lib nothing is downloaded; the CUDA assembly has none, and DJL fetches it once.
set "OFFLINE=false"
if exist "%~dp0..\lib\pytorch-native-cpu-*.jar" set "OFFLINE=true"

rem What each option is for stands in the shell script beside this file. libtorch for Windows does
rem not come with GNU's OpenMP, so its variable is not set here.
"%JAVA%" ^
    -XX:+UseSerialGC ^
    -XX:+IgnoreUnrecognizedVMOptions ^
    --enable-native-access=ALL-UNNAMED ^
    --sun-misc-unsafe-memory-access=allow ^
    -Djava.awt.headless=true ^
    -Dchainrule.home="%~dp0.." ^
    -Dchainrule.notebooks="%~dp0..\..\..\course" ^
    -Dai.djl.offline=%OFFLINE% ^
    -cp "%~dp0..\lib\*" org.chainrule.notebooks.cli.Main %*
exit /b %ERRORLEVEL%
